"""Solve the rear leg of the lunge, so that a rule about the heel becomes something to test.

    leg = heel.from_joints(1.75, hip_x=0.3, pelvic_tilt=5, hip_extension=15, knee_flexion=25)
    heel.sinking(leg, end_range=15, tilt_lost=5).sink_mm     # pelvis in place, tilt lost
    heel.shift_for(leg, sink_mm=10).shift_m                  # tilt held, pelvis moved

`python -m psoaslib.heel --poses IN.csv --out OUT.csv` works a table of poses. Out of reach are: a
hip too far from the toe or too near, a knee bent backwards, a heel below the floor. That the ankle
could not bend so far is told beside it.
"""

from psoaslib.heel.leg import Leg, ankle_range, from_joints, from_thigh, shares
from psoaslib.heel.questions import Shift, Sinking, shift_for, sinking

__all__ = [
    "Leg",
    "Shift",
    "Sinking",
    "ankle_range",
    "from_joints",
    "from_thigh",
    "shares",
    "shift_for",
    "sinking",
]
