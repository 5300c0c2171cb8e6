"""Pack a body for the browser, which poses it and draws it there.

    person.mesh("a")     # the file of a build: flesh and clothes, skinned
    bones.mesh()         # the bones, and the way of the psoas
    ways.written(ball)   # how it moves between the steps of a stretch
    packed.unpack(data)  # header and arrays of any of them

`packed` says what every file is made of, `skinned` and the module of each kind what stands in it.
`psoaslib/widgets/js/scene/` reads them.
"""
