"""Open an instructor's own content: a folder of stretches, used like those of the collection.

    ps.load("my_folder").stretch("wall").player()

`reader` reads the folder, `short` adds what a short file leaves out, `given` takes images as they
are, `gallery` finds images and poses, `solving` solves poses and ways beside, `kept` keeps those.
The folder itself is only read.
"""
