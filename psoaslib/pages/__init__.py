"""Lay content out as documents that a cell and an output show alike; one module a subject.

A page is a tuple of blocks (`document`). Records and the gallery of their pictures come
in, blocks go out: no widgets. The build writes pages as Markdown into notebooks, `notebook` shows
them as HTML.
"""

from psoaslib.pages.anatomy import actions as actions
from psoaslib.pages.anatomy import centimetres as centimetres
from psoaslib.pages.anatomy import compared as compared
from psoaslib.pages.anatomy import ends as ends
from psoaslib.pages.anatomy import facts as facts
from psoaslib.pages.anatomy import fibre_lengths as fibre_lengths
from psoaslib.pages.anatomy import muscle as muscle
from psoaslib.pages.anatomy import norms as norms
from psoaslib.pages.anatomy import relations as relations
from psoaslib.pages.anatomy import test as test
from psoaslib.pages.anatomy import tests as tests
from psoaslib.pages.anatomy import topic as topic
from psoaslib.pages.anatomy import trust as trust
from psoaslib.pages.citations import LEGEND as LEGEND
from psoaslib.pages.citations import SIGNS as SIGNS
from psoaslib.pages.citations import label as label
from psoaslib.pages.citations import references as references
from psoaslib.pages.citations import terms as terms
from psoaslib.pages.dosing import dose_words as dose_words
from psoaslib.pages.dosing import doses as doses
from psoaslib.pages.errors import beside as beside
from psoaslib.pages.errors import errors as errors
from psoaslib.pages.plates import anatomy_plate as anatomy_plate
from psoaslib.pages.plates import anatomy_plates as anatomy_plates
from psoaslib.pages.plates import labelled as labelled
from psoaslib.pages.plates import labelling_questions as labelling_questions
from psoaslib.pages.safety import additions as additions
from psoaslib.pages.safety import gate as gate
from psoaslib.pages.safety import safety as safety
from psoaslib.pages.stretches import article as article
from psoaslib.pages.stretches import own as own
from psoaslib.pages.stretches import plate as plate
from psoaslib.pages.stretches import readings as readings
from psoaslib.pages.stretches import run_sheet as run_sheet
from psoaslib.pages.stretches import steps as steps
from psoaslib.pages.stretches import stretches as stretches
from psoaslib.pages.stretches import variations as variations
from psoaslib.pages.weighing import claims as claims
from psoaslib.pages.weighing import connections as connections
from psoaslib.pages.weighing import contradiction as contradiction
from psoaslib.pages.weighing import foreseen as foreseen
from psoaslib.pages.weighing import marks as marks
from psoaslib.pages.weighing import prediction as prediction
from psoaslib.pages.weighing import questions as questions
