"""Every pose is one that a body can do, and what its words say: rules for all, facts pose by pose.

Lengths in metres, angles in degrees; the right side is stretched. Every pose is looked at in its
own person's size, what is held in the smallest and the largest too. Flesh may give by its `press`.
"""

from dataclasses import replace
from functools import cache
from math import inf

import numpy as np
import pytest

from psoaslib import body
from psoaslib.body import joints, measure
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.pose import Pose, PoseFile
from psoaslib.mechanics import heel
from tests.body import posing
from tests.body.posing import LIMIT, MEASURED, POSES, SOLVED, STRETCHES, Look, lean

CLOSE = 0.005  # what should touch is no further off
STAY = 0.02  # how far a foot or knee that stays may move
ON_SKIN = 0.03  # how far a hand's middle may be from the landmark it lies on
DENT = 0.004  # a ball gives where one lies on it; ours is an ellipsoid without a dent
SIZES = (1.50, 1.95)
HELD = [key for key in POSES if key[1] in ("hold", "tilt_lost", "head_back", "waist_on_ball")]
CONTENT = catalogue().stretches
ERRORS = {(s.id, error.id): error for s in CONTENT.values() for error in s.errors}
# How far a palm may be from flat: on a level thing; on a ball or a limb, round which a hand lies
# with its fingers.
LEVEL, ROUND = 12, 50
TILTED = {("bed_edge", "forearm"): 35}  # the upper hand bears on its heel, fingers down


@cache
def every():
    """List all poses: key, pose, body and clearances; what is held in other sizes too."""
    found = [(key, pose, SOLVED[key], MEASURED[key]) for key, pose in POSES.items()]
    for key in HELD:
        for size in SIZES:
            posed = body.solve(POSES[key], "right", size)
            found.append(((*key, size), POSES[key], posed, body.clearances(posed)))
    return found


def given(pose, posed):
    """Return how deep flesh gives by part and support, metres: parts in contact, in this size."""
    result = {}
    for contact in pose.contacts:
        part = joints.sided(contact.part, "right")
        side, _, kind = part.partition("_")
        whole = [part] if part in body.flesh(posed) else ["torso", f"{side}_thigh"]
        for name in {part, *whole}:
            most = max(contact.press, result.get((name, contact.on), 0.0))
            result[name, contact.on] = most * posed.stature / 1.75
    return result


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("stretch", STRETCHES)
def test_there_is_a_pose_for_every_step_and_error(stretch):
    pictured = {each.id for each in (*CONTENT[stretch].steps, *CONTENT[stretch].errors)}
    own = {name: pose for (of, name), pose in POSES.items() if of == stretch}
    passed = {each.id for pose in own.values() for each in pose.via}
    assert pictured <= set(own) <= pictured | passed


def test_every_joint_stays_in_its_range():
    assert not {key: out for key, _, posed, _ in every() if (out := posing.out_of_range(posed))}


def test_joints_stay_within_what_is_published_or_the_reason_is_told():
    for joint in joints.table().values():
        if joint.published and not joint.beyond:
            low, high = joint.published
            for key in POSES:
                angles = SOLVED[key].angles
                assert all(low <= angles[name] <= high for name in joint.solved_names), key


def test_what_should_touch_touches():
    off = {}
    for key, pose, posed, _ in every():
        press = given(pose, posed)
        for part, on, gap in body.contact_gaps(posed, pose, "right"):
            if on.partition("_")[0] in ("same", "other"):
                most = ON_SKIN * posed.stature / 1.75
                least = -ON_SKIN
            else:
                most, least = CLOSE, -CLOSE
                if key not in ERRORS:
                    least = max(-LIMIT, least - press[part, on])
            if not least <= gap <= most:
                off[key, part, on] = gap
    assert not off


def test_nothing_sinks_deeper_than_flesh_gives():
    sunk = {}
    for key, pose, posed, found in every():
        press = given(pose, posed)
        for on, parts in {"floor": found.floor, **found.props}.items():
            for part, gap in parts.items():
                gives = max(press.get((part, on), 0.0), DENT if on == "ball" else 0.0)
                most = LIMIT if key in POSES else gives + CLOSE
                if gap < -min(CLOSE + gives, most):
                    sunk[key, on, part] = gap
    assert not sunk


def test_no_limb_goes_through_trunk_head_or_another_limb():
    assert not {
        (key, pair): gap
        for key in POSES
        for pair, gap in MEASURED[key].parts.items()
        if gap < -LIMIT
    }


def test_in_every_step_palms_lie_on_their_support():
    askew = {}
    for key in ((stretch.id, step.id) for stretch in CONTENT.values() for step in stretch.steps):
        for contact in POSES[key].contacts:
            part = joints.sided(contact.part, "right")
            if part.endswith("_hand") and contact.flat:
                way, level = ground(SOLVED[key], part, contact.on)
                angle = np.degrees(np.arccos(np.clip(-faces(SOLVED[key], part) @ way, -1, 1)))
                if angle > (TILTED.get(key, LEVEL) if level else ROUND):
                    askew[key, part] = float(angle)
    assert not askew


def faces(posed, part):
    """Return the way that a palm faces, (3,)."""
    return posed.frames[part][0] @ [0, 0, -1 if part.startswith("right") else 1]


def ground(posed, part, on):
    """Return the way out of what a palm lies on, (3,), and whether that is level."""
    if on == "floor" or on in posed.props and posed.props[on].boxy:
        return np.array([0.0, 1.0, 0.0]), True
    if on in posed.props:
        palm = body.landmarks(posed)[part.replace("hand", "palm")]
        return posed.props[on].normal(palm), False
    return measure.outwards(posed.frames, joints.sided(on, "right")), False


def test_the_ball_gives_only_a_little_and_under_the_body_only():
    for stretch, name in POSES:
        if stretch == "ball":
            ball = SOLVED[stretch, name].props["ball"]
            assert ball.size == (0.65,) and 0.85 <= ball.squash < 1, name
            assert (ball.squash > 0.95) == (name in ("kneel", "return")), name


def test_a_left_pose_is_the_mirror_image_of_the_right_one():
    pose = POSES["ball", "hold"]
    right, left = SOLVED["ball", "hold"], body.solve(pose, "left")
    back = body.mirror(left)
    assert dict(back.angles) == pytest.approx(dict(right.angles), abs=1e-9)
    for frame, (turn, origin) in right.frames.items():
        np.testing.assert_allclose(back.frames[frame][0], turn, atol=1e-9)
        np.testing.assert_allclose(back.frames[frame][1], origin, atol=1e-9)
    gaps = [gap for _, _, gap in body.contact_gaps(left, pose, "left")]
    assert gaps == pytest.approx(
        [gap for _, _, gap in body.contact_gaps(right, pose, "right")], abs=1e-9
    )


# ---------------------------------------------------------------- facts


def rest(b):
    """Return how high each part rests on the ball, by name."""
    return body.supported(b.posed)


def above_the_others(b):
    """Return by how much the left hip rests higher than all but the thigh that begins at it."""
    others = {k: v for k, v in rest(b).items() if k not in ("left_hip", "left_thigh")}
    return rest(b)["left_hip"] - max(others.values(), default=-inf)


def trunk_rests(b):
    return max(rest(b).get(f"left_{region}", 0) for region in ("waist", "ribs"))


def pressed(b):
    """Return how deep the upper hand would be in the flesh 10 mm nearer to where its palm faces."""
    flesh = body.flesh(b.posed)
    nearer = LIMIT * b.axis("right_hand", z=-1)
    flesh |= {"right_hand": [sweep + nearer for sweep in flesh["right_hand"]]}
    pairs = (("right_hand", part) for part in ("torso", "right_thigh"))
    return max(float(measure.overlap(flesh, pair)) for pair in pairs)


def behind(b):
    """Return how far the right thigh points behind the vertical, degrees."""
    way = b.axis("right_femur", y=-1)
    return np.degrees(np.arctan2(-way[0], -way[1]))


def aside(b, frame):
    """Return how far a foot or a knee points aside, degrees."""
    way = b.axis(frame, x=1)
    return np.degrees(np.arctan2(abs(way[2]), way[0]))


def uneven(b):
    """Return how far the back is from the bed at most, from buttocks to shoulder blades."""
    levels = body.torso_levels(b.stature) / b.stature
    heights = body.flesh(b.posed)["torso"][0][..., 1].min(-1) - b.prop("bed_mattress").top
    return np.abs(heights[(levels > 0) & (levels < 0.27)]).max()


def palms_up(b):
    return max(faces(b.posed, "right_hand")[1], faces(b.posed, "left_hand")[1])


def from_wall(b, name):
    """Return how far a prop stands from the wall."""
    return b.prop("wall").distance(b.prop(name).centre) - b.prop(name).half[0]


def from_groin(b):
    return b.apart("left_ankle", "pelvis")


def both(part):
    return f"right_{part}", f"left_{part}"


FEET, HEELS = both("ball_of_foot"), both("heel")
LEGS = ("right_knee", "right_ball_of_foot", "left_knee", "left_ankle")
ON_THE_BALL = "hip_on_top feet roll tuck arm hold"
STACKED = "tuck arm hold"
LONG = "slide tuck tilt_back hold head_back"
LUNGE = " ".join(name for stretch, name in POSES if stretch == "lunge")
WORKTOP = " ".join(name for stretch, name in POSES if stretch == "worktop")
SAT = " ".join(name for stretch, name in POSES if stretch == "figure_four")
# Who drops onto the shoulder loses a foot, and in two poses of the way one is in the air.
STANDS = " ".join(
    name
    for stretch, name in POSES
    if stretch == "ball" and name not in ("shoulder_drop", "knee_light", "swing")
)

# fmt: off
FACTS = {
    "ball": [
        (STANDS, "both legs stand", lambda b: b.on("floor", *both("foot")) < LIMIT),
        (ON_THE_BALL, "the hip rests at the top of the ball",
         lambda b: abs(rest(b)["left_hip"] - b.prop("ball").top) < LIMIT),
        (ON_THE_BALL, "and nothing rests as high", lambda b: above_the_others(b) > LIMIT),
        (ON_THE_BALL, "with its bone over the middle",
         lambda b: np.hypot(*b["left_hip_side"][[0, 2]] - b.prop("ball").at) < 0.06),
        (ON_THE_BALL, "the neck is in line", lambda b: b.bend("neck", "head") < 20),
        (ON_THE_BALL, "the face looks forward", lambda b: b.axis("head", x=1)[0] > 0.8),
        ("waist_on_ball", "the waist or the ribs lie higher than the hip",
         lambda b: trunk_rests(b) - rest(b).get("left_hip", 0) > LIMIT),
        ("waist_on_ball", "on top of the ball",
         lambda b: abs(trunk_rests(b) - b.prop("ball").top) < LIMIT),
        ("waist_on_ball", "and the hip hangs off",
         lambda b: b["left_hip_side"][2] - b.prop("ball").at[1] > 0.1),
        ("roll tuck arm hold", "feet stay where they were set",
         lambda b: b.went("feet", *FEET) < STAY),
        ("feet roll tuck arm hold", "the ball-side leg is in front, the other behind",
         lambda b: (b["left_ankle"] - b["right_ankle"])[0] > 0.4),
        ("feet roll tuck arm hold", "each foot has a track of its own",
         lambda b: (b["left_ankle"] - b["right_ankle"])[2] < -0.2),
        ("roll tuck arm hold", "the lumbar spine bends away from the side stretched",
         lambda b: b["lumbar_bend_right"] < -20),
        ("roll tuck arm hold", "the forearm is on the block",
         lambda b: b.on("block", "left_forearm") < LIMIT),
        ("roll tuck arm hold", "the trunk drapes", lambda b: b.more("T6", "feet")[1] < -0.05),
        (STACKED, "hips are stacked",
         lambda b: abs((b["right_femur"] - b["left_femur"])[0]) < 0.02),
        (STACKED, "one above the other", lambda b: (b["right_femur"] - b["left_femur"])[1] > 0.12),
        (STACKED, "the tuck tilts", lambda b: b.more("pelvis_tilt", "roll") > 5),
        (STACKED, "the tuck opens the upper hip", lambda b: b["right_hip_flexion"] < -10),
        (STACKED, "more than the roll", lambda b: b.more("right_hip_flexion", "roll") < -5),
        (STACKED, "the rear leg is long", lambda b: b["right_knee_flexion"] < 20),
        ("tuck", "the hand is on the hip bone",
         lambda b: b.apart("right_palm", "right_asis") < 0.03),
        ("hold", "on the hip", lambda b: b.apart("right_palm", "right_hip_side") < 0.05),
        ("arm", "beyond the head", lambda b: (b["right_palm"] - b["head"])[2] < -0.2),
        ("tuck hold", "the hand lies on the body", lambda b: pressed(b) > 0),
        (STACKED, "the upper arm is not stiff", lambda b: b["right_elbow_flexion"] > 15),
        ("kneel return", "kneeling is on both knees",
         lambda b: b.on("floor", *both("shank")) < LIMIT),
        ("kneel return", "with a hand on the ball", lambda b: b.on("ball", "left_hand") < LIMIT),
        ("kneel return", "the trunk upright", lambda b: b.axis("T6", y=1)[1] > 0.9),
        ("kneel return", "the ball by the wall",
         lambda b: 0 <= from_wall(b, "ball") < 0.12),
        ("kneel", "the hips up", lambda b: b.root[1] > 0.45),
        ("return", "on the heels at the end", lambda b: b.root[1] - b["right_heel"][1] < 0.25),
        ("shoulder_drop", "dropped onto the shoulder it is low",
         lambda b: b.more("left_humerus", "hold")[1] < -0.08),
        ("shoulder_drop", "a foot has lost the floor",
         lambda b: b.gap("floor", "right_foot") > 0.05),
        ("shoulder_drop", "the other has not", lambda b: b.on("floor", "left_foot") < LIMIT),
        ("rolled_back", "rolled back the upper hip is behind the lower one",
         lambda b: (b["left_femur"] - b["right_femur"])[0] > 0.05),
        ("rolled_back", "the back arched", lambda b: b.more("lumbar_flexion", "hold") < -30),
        ("rolled_back", "the chest turns up",
         lambda b: (b.axis("T6", x=1) - b.to("hold").axis("T6", x=1))[1] > 0.3),
    ],
    "lunge": [
        ("bend tuck heel hold tilt_lost foot_out leans_back heel_forced", "feet stay",
         lambda b: b.went("step", *FEET) < STAY),
        ("bend tuck heel hold tilt_lost", "the front heel too",
         lambda b: b.went("step", "left_heel") < STAY),
        ("step", "the stride is half the stature",
         lambda b: abs((b["left_ankle"] - b["right_ankle"])[0] - b.stature / 2) < STAY),
        ("step", "on two tracks", lambda b: (b["left_ankle"] - b["right_ankle"])[2] < -0.12),
        ("step", "the right foot points ahead", lambda b: b.axis("right_foot", x=1)[0] > 0.98),
        ("step", "the left foot points ahead", lambda b: b.axis("left_foot", x=1)[0] > 0.98),
        ("step", "flat to begin with", lambda b: b["right_heel"][1] < LIMIT),
        ("bend", "the rear heel rises", lambda b: b["right_heel"][1] > 0.08),
        ("tuck", "is drawn down a little", lambda b: b.more("right_heel", "bend")[1] < 0),
        ("hold", "a little more", lambda b: b.more("right_heel", "tuck")[1] < 0),
        ("heel", "and most by will", lambda b: b.more("right_heel", "hold")[1] < 0),
        ("heel", "but not to the floor", lambda b: b["right_heel"][1] > 0.03),
        ("tilt_lost", "the article's ruler passes the error",
         lambda b: b.went("tuck", "right_heel") < 0.01),
        ("hold", "and fails the hold", lambda b: b.went("tuck", "right_heel") > 0.01),
        ("tuck heel hold", "a hand feels the front hip bone",
         lambda b: b.apart("right_palm", "right_asis") < ON_SKIN),
        ("tuck heel hold", "the pelvis is tucked", lambda b: b.more("pelvis_tilt", "bend") > 10),
        ("tuck heel hold", "the lower back is flat", lambda b: b["lumbar_flexion"] > 5),
        ("tuck heel hold", "the rear hip extends", lambda b: -30 <= b["right_hip_flexion"] < -15),
        ("tuck heel hold", "the trunk is upright", lambda b: abs(b.lean - UPRIGHT) < 5),
        ("tilt_lost", "the hips stay", lambda b: np.linalg.norm(b.root - b.to("hold").root) < STAY),
        ("tilt_lost", "as deep at a glance", lambda b: abs(behind(b) - behind(b.to("hold"))) < 5),
        ("tilt_lost", "the pelvis is lost", lambda b: b.more("pelvis_tilt", "hold") < -30),
        ("tilt_lost", "the lower back is deeply arched", lambda b: b["lumbar_flexion"] < -30),
        ("tilt_lost", "the hip has not extended", lambda b: b["right_hip_flexion"] > 0),
        ("tilt_lost", "the trunk leans as before", lambda b: abs(b.leans("hold")) < 6),
        ("stand return", "both heels are down", lambda b: max(b[h][1] for h in HEELS) < LIMIT),
        ("stand return", "and both knees long", lambda b: b.bend("right_knee", "left_knee") < 5),
        ("stand return", "the feet side by side",
         lambda b: abs((b["right_heel"] - b["left_heel"])[0]) < STAY),
        (LUNGE, "a hand is on the chair", lambda b: b.on("chair_rail", "left_hand") < LIMIT),
        (LUNGE, "the face looks ahead", lambda b: b.axis("head", x=1)[0] > 0.97),
        ("hold", "toes and kneecap ahead",
         lambda b: max(aside(b, "right_foot"), aside(b, "right_femur")) < 10),
        ("foot_out", "the toes point aside", lambda b: aside(b, "right_foot") > 40),
        ("foot_out", "the kneecap too", lambda b: aside(b, "right_femur") > 25),
        ("leans_back", "leaning back is of the trunk", lambda b: b.leans("hold") < -9),
        ("heel_forced", "forcing the heel is not", lambda b: abs(b.leans("hold")) < 8),
        ("heel_forced", "the heel is down", lambda b: b["right_heel"][1] < 0.02),
        ("hold", "where it was not", lambda b: b["right_heel"][1] > 0.04),
    ],
    "floor": [
        (f"hands_knees fold {LONG}", "shins carry the body",
         lambda b: b.on("mat", *both("shank")) < LIMIT),
        (f"hands_knees fold {LONG}", "and feet", lambda b: b.on("mat", *both("foot")) < LIMIT),
        ("hands_knees fold", "and hands", lambda b: b.on("mat", *both("hand")) < LIMIT),
        (LONG, "hands are on the blocks",
         lambda b: max(b.on("same_block", "right_hand"), b.on("other_block", "left_hand")) < LIMIT),
        (LONG, "one knee is in front", lambda b: b["left_knee"][0] - b.root[0] > 0.2),
        (LONG, "the shin lies across", lambda b: b["left_ankle"][2] > 0),
        (LONG, "the front leg is folded", lambda b: b["left_knee_flexion"] > 90),
        (LONG, "the other is long behind", lambda b: b.root[0] - b["right_heel"][0] > 0.75),
        (LONG, "its knee long", lambda b: b["right_knee_flexion"] < 40),
        (LONG, "the pelvis is level", lambda b: abs((b["right_asis"] - b["left_asis"])[1]) < LIMIT),
        (LONG, "the cushion is under the hip", lambda b: b.gap("cushion", "left_thigh") < LIMIT),
        (LONG, "legs stay",
         lambda b: b.went("slide", *LEGS) < STAY),
        ("check hands_knees fold", "the cushion waits beside the mat",
         lambda b: b.gap("cushion", "left_thigh") > 0.05),
        ("check hands_knees fold", "on the side of the chair",
         lambda b: b.prop("cushion").centre[2] < -0.3),
        ("slide tuck hold", "palms lie flat on the blocks", lambda b: palms_up(b) < -0.95),
        ("tuck hold", "the pelvis is tucked", lambda b: b.more("pelvis_tilt", "slide") > 5),
        ("tuck hold", "the rear hip extends", lambda b: b["right_hip_flexion"] < -15),
        ("tuck hold", "the lower back is flat", lambda b: b["lumbar_flexion"] > 0),
        ("slide", "which was hollow", lambda b: b["lumbar_flexion"] < 0),
        ("slide tuck tilt_back hold", "the neck is in line", lambda b: b.bend("neck", "head") < 15),
        ("tilt_back", "the second stage leans back", lambda b: b.leans("hold") < -8),
        ("tilt_back", "the eyes look ahead", lambda b: b.axis("head", x=1)[1] > -0.3),
        ("tilt_back", "it is moderate", lambda b: b["lumbar_flexion"] > -25),
        ("tilt_back", "in the neck too", lambda b: b["neck_flexion"] > -10),
        ("head_back", "the contrast is not", lambda b: b["lumbar_flexion"] < -40),
        ("head_back", "nor its neck", lambda b: b["neck_flexion"] < -40),
        ("head_back", "the face looks up", lambda b: b.axis("head", x=1)[1] > 0.7),
        ("tilt_back head_back", "the hip extends no further",
         lambda b: abs(b.more("right_hip_flexion", "hold")) < 5),
        ("check", "a hand is on the chair", lambda b: b.on("chair_seat", "left_hand") < LIMIT),
        ("check", "both shins on the mat", lambda b: b.on("mat", *both("shank")) < LIMIT),
        ("return", "both hands are on the chair",
         lambda b: b.on("chair_seat", *both("hand")) < LIMIT),
        ("return", "the front foot is flat", lambda b: b.axis("left_foot", y=-1)[1] < -0.98),
        ("knee_twisted", "the twisted knee has its foot far from the groin",
         lambda b: from_groin(b) > from_groin(b.to("hold")) + 0.08),
        ("knee_twisted", "the leg behind stays", lambda b: b.went("hold", "right_knee") < 0.03),
    ],
    "worktop": [
        (WORKTOP, "both palms lie on the worktop",
         lambda b: b.on("worktop_top", *both("hand")) < LIMIT),
        (WORKTOP, "flat", lambda b: palms_up(b) < -0.95),
        (WORKTOP, "the front foot stays", lambda b: b.went("stand", "left_ball_of_foot") < STAY),
        (WORKTOP, "its heel is down", lambda b: b["left_heel"][1] < LIMIT),
        (WORKTOP, "the face looks ahead", lambda b: b.axis("head", x=1)[0] > 0.97),
        ("step tuck hold", "the step is short",
         lambda b: 0.25 < (b[FEET[1]] - b[FEET[0]])[0] < 0.3 * b.stature),
        ("step tuck hold", "the rear heel is up", lambda b: 0.05 <= b["right_heel"][1] < 0.1),
        ("tuck hold", "the rear foot stays", lambda b: b.went("step", "right_ball_of_foot") < STAY),
        ("tuck hold", "the pelvis is tucked", lambda b: b["pelvis_tilt"] > 8),
        ("tuck hold", "the lower back is flat", lambda b: b["lumbar_flexion"] > 5),
        ("tuck hold", "the rear hip extends", lambda b: -30 <= b["right_hip_flexion"] < -15),
        ("tuck hold", "the trunk is upright", lambda b: abs(b.lean - UPRIGHT) < 5),
        ("chest_over", "over the worktop the chest comes forward", lambda b: b.leans("hold") > 15),
        ("chest_over", "and the feet stay", lambda b: b.went("hold", *FEET) < STAY),
    ],
    "bed_edge": [
        ("lie_back lower hold", "the back lies flat", lambda b: uneven(b) < 2 * LIMIT),
        ("lie_back lower hold", "the head is on the pillow",
         lambda b: b.on("pillow", "head") < LIMIT),
        ("lower hold", "the knee is hugged", lambda b: b["left_hip_flexion"] > 100),
        ("lower hold", "which keeps the pelvis",
         lambda b: abs(b.more("pelvis_tilt", "lie_back")) < 3),
        ("lower hold", "the other is over the edge",
         lambda b: b["right_knee"][0] - b.edge("bed_mattress") > 0.2),
        ("lower hold", "bent by its weight", lambda b: 40 <= b["right_knee_flexion"] < 90),
        ("lower hold", "the leg hangs free", lambda b: b.gap("floor", "right_foot") > 0),
        ("lower", "the thigh is level at first",
         lambda b: abs(b.root[1] - b["right_tibia"][1]) < 0.04),
        ("hold", "then it hangs", lambda b: b.root[1] - b["right_tibia"][1] > 0.04),
        ("lower", "the hip extends", lambda b: b["right_hip_flexion"] < -10),
        ("hold", "and more", lambda b: b["right_hip_flexion"] < -20),
        ("roll", "one rolls to the stretched side", lambda b: b.axis("pelvis", z=1)[1] < -0.95),
        ("roll", "with both hips bent",
         lambda b: min(b["right_hip_flexion"], b["left_hip_flexion"]) > 60),
        ("roll", "feet beyond the edge",
         lambda b: min(b["right_ankle"][0], b["left_ankle"][0]) - b.edge("bed_mattress") > 0),
        ("roll sit return", "hands push on the bed",
         lambda b: b.on("bed_mattress", *both("hand")) < LIMIT),
        ("sit return", "one sits upright", lambda b: abs(b.lean - UPRIGHT) < 12),
        ("sit return", "on the very edge", lambda b: b.edge("bed_mattress") - b.root[0] < 0.15),
        ("sit return", "on both feet", lambda b: max(b[h][1] for h in HEELS) < 2 * LIMIT),
        ("back_lifted", "the error lets the thigh hang as low",
         lambda b: abs(b.more("right_tibia", "hold")[1]) < 0.04),
        ("back_lifted", "and lifts the back", lambda b: b.more("L2", "hold")[1] > 0.02),
    ],
    "figure_four": [
        (SAT, "the chair is by the wall",
         lambda b: 0 <= from_wall(b, "chair_rail") < 0.05),
        (SAT, "one sits well back", lambda b: b.prop("chair_seat").centre[0] - b.root[0] > 0),
        (SAT, "the heel is down", lambda b: b["left_heel"][1] < LIMIT),
        (SAT, "the foot on the floor", lambda b: b.on("floor", "left_foot") < LIMIT),
        (SAT, "both psoas are short",
         lambda b: min(b["right_hip_flexion"], b["left_hip_flexion"]) > 70),
        ("cross lean hold", "the ankle is crossed above the knee",
         lambda b: b.apart("right_ankle", "left_crossing") < 0.03),
        ("cross lean hold", "the knee is out",
         lambda b: (b["right_knee"] - b["right_femur"])[2] > 0.1),
        ("lean hold", "one leans from the hips", lambda b: b.leans("cross") > 10),
        ("lean hold", "the back is long", lambda b: abs(b["lumbar_flexion"]) < 10),
        ("back_rounds", "the round back does not bring the pelvis forward",
         lambda b: b.more("pelvis_tilt", "hold") > 5),
        ("back_rounds", "but the head down", lambda b: b.more("head", "hold")[1] < -0.1),
    ],
}
# fmt: on
"""Of each stretch: poses, what is said of them, and what it is in numbers."""

UPRIGHT = lean(body.standing())


@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_pose_is_what_its_words_say(stretch):
    looks = {name: Look(stretch, name) for of, name in POSES if of == stretch}
    facts = [(name, *fact) for names, *fact in FACTS[stretch] for name in names.split()]
    assert [f"{name}: {words}" for name, words, holds in facts if not holds(looks[name])] == []


LEG = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle_dorsiflexion")
TRUNK = (
    *("pelvis_turn_left", "pelvis_roll_right", "pelvis_tilt"),
    *("lumbar_flexion", "lumbar_bend_right", "lumbar_rot_left"),
    *("thorax_flexion", "thorax_bend_right", "thorax_rot_left"),
)
NECK = ("neck_flexion", "neck_bend_right", "neck_rot_left", "head_flexion")
SAME_LEG, OTHER_LEG = ([f"{side}_{name}" for name in LEG] for side in ("right", "left"))
NEAR = 6  # degrees by which a joint may move that the fault leaves alone
MEANT = 12  # least degrees of a fault, unless more is said

FAULTS = {
    ("ball", "shoulder_drop"): ({"pelvis_roll_right": -MEANT}, [*NECK[:1], "pelvis_tilt"]),
    ("ball", "head_hangs"): ({"neck_bend_right": -35}, [*TRUNK, *SAME_LEG, *OTHER_LEG]),
    ("lunge", "foot_out"): ({"right_hip_rotation": -30}, [*TRUNK, *NECK]),
    ("lunge", "leans_back"): (
        {"pelvis_tilt": -MEANT, "lumbar_flexion": -25, "thorax_flexion": -15},
        ["lumbar_bend_right", "right_knee_flexion", "left_knee_flexion"],
    ),
    ("lunge", "heel_forced"): (
        {"pelvis_tilt": -30, "lumbar_flexion": -35, "right_hip_flexion": MEANT},
        ["left_ankle_dorsiflexion", "left_knee_flexion", "right_hip_adduction"],
    ),
    ("floor", "knee_twisted"): (
        {"left_hip_rotation": -MEANT, "left_knee_flexion": -15, "left_ankle_inversion": 18},
        [*TRUNK, *NECK, "right_hip_flexion", "right_knee_flexion"],
    ),
    ("floor", "back_arched"): (
        {"pelvis_tilt": -20, "lumbar_flexion": -40, "right_hip_flexion": 20},
        ["right_knee_flexion", "left_knee_flexion", "left_hip_rotation", "pelvis_turn_left"],
    ),
    ("bed_edge", "back_lifted"): (
        {"pelvis_tilt": -20, "lumbar_flexion": -30, "left_hip_flexion": -20},
        ["right_hip_adduction", "right_hip_rotation", "lumbar_bend_right"],
    ),
    ("figure_four", "back_rounds"): (
        {"lumbar_flexion": 25, "thorax_flexion": 20, "neck_flexion": 25},
        ["left_knee_flexion", "right_knee_flexion", "lumbar_bend_right"],
    ),
    ("worktop", "chest_over"): (
        {"pelvis_tilt": -35, "right_hip_flexion": 30, "right_elbow_flexion": 50},
        ["lumbar_bend_right", "right_hip_adduction", "left_knee_flexion"],
    ),
}
"""Of an error: joints that depart from the correct pose by at least so much, with the sign, and
joints that stay. What is not one joint's matter is a fact above."""

APART = {("ball", "waist_on_ball"), ("ball", "rolled_back"), ("lunge", "tilt_lost")}
APART |= {("floor", "head_back")}


def test_every_error_is_looked_at_here_or_by_name():
    assert set(FAULTS) | APART == set(ERRORS) and not set(FAULTS) & APART


@pytest.mark.parametrize("of", FAULTS)
def test_an_error_departs_in_its_fault_and_little_else(of):
    right, wrong = (SOLVED[of[0], name].angles for name in (ERRORS[of].right, of[1]))
    departs, stay = FAULTS[of]
    for joint, least in departs.items():
        assert np.sign(least) * (wrong[joint] - right[joint]) >= abs(least), joint
    changes = {joint: wrong[joint] - right[joint] for joint in stay}
    assert not {joint: change for joint, change in changes.items() if abs(change) > NEAR}


@pytest.mark.parametrize("of", ERRORS)
def test_an_error_is_drawn_from_where_the_correct_position_is(of):
    error = ERRORS[of]
    right = next(step for step in CONTENT[of[0]].steps if step.id == error.right)
    assert right.pose and error.view == right.view
    needed = {prop.id for prop in right.pose.props} - {"block"}
    assert {prop.id for prop in error.pose.props} >= needed


# ---------------------------------------------------------------- things, sizes and proofs


def test_furniture_is_placed_and_turned_as_one_thing():
    boxes = {"seat": (0.1, 0.4, 0.0, 0.3, 0.05, 0.4), "leg": (0.2, 0.0, 0.1, 0.05, 0.4, 0.05)}
    stool = {"at": (1.0, 0.0), "turn": 90, "boxes": boxes}
    poses = {"sit": {"root": (0, 1, 0), "props": {"stool": {"at": (2.0, 0.5)}}}}
    file = PoseFile.model_validate({"props": {"stool": stool}, "poses": poses})
    solids = {prop.id: body.placed(prop, "left") for prop in file.poses["sit"].props}
    assert list(solids) == ["stool_seat", "stool_leg"]
    # Forward is turned towards the side stretched, which is the left here.
    np.testing.assert_allclose(solids["stool_seat"].centre, [2.0, 0.425, -0.6], atol=1e-12)
    np.testing.assert_allclose(solids["stool_leg"].centre, [1.9, 0.2, -0.7], atol=1e-12)
    assert solids["stool_seat"].top == pytest.approx(0.45)
    over = solids["stool_seat"].over(np.array([[2.0, 0.5, -0.6], [2.0, 0.425, -1.0]]))
    np.testing.assert_allclose(over, [0.05, 0.25], atol=1e-12)


def test_the_worktop_has_a_closed_front_and_stands_against_a_wall():
    props = SOLVED["worktop", "hold"].props
    top, front, foot, wall = (
        props[f"worktop_{name}"] for name in ("top", "cupboard", "plinth", "wall")
    )
    assert front.top == pytest.approx(top.up) and foot.top == pytest.approx(front.up)
    assert foot.up == 0 and min(front.half[2], foot.half[2]) > 0.9 * top.half[2], "no thin legs"
    backs = [each.centre[0] + each.half[0] for each in (top, front, foot)]
    assert backs == pytest.approx([wall.centre[0] - wall.half[0]] * 3)
    assert wall.top > top.top + 0.3


def test_the_elbow_does_not_reach_the_floor_with_the_hip_on_top_and_both_feet_down():
    roll = POSES["ball", "roll"].model_dump()
    roll["props"] = [prop for prop in roll["props"] if prop["id"] != "block"]
    roll["contacts"] = [contact for contact in roll["contacts"] if contact["on"] != "block"]
    roll["contacts"].append({"part": "other_forearm", "on": "floor", "flat": 8})
    roll["free"] = [*roll["free"], "trunk", "pelvis_roll_same"]
    pose = Pose.model_validate(roll)
    posed = body.solve(pose, "right")
    elbow = body.flesh(posed)["left_forearm"][0][0]
    lost = [part for part, _, gap in body.contact_gaps(posed, pose, "right") if abs(gap) > LIMIT]
    assert elbow[:, 1].min() > 0.02 and lost, "the words beside the article say so"


def test_the_rear_heel_of_the_lunge_is_as_high_as_the_heel_model_says():
    for name in ("step", "bend", "tuck", "heel", "hold", "tilt_lost"):
        b = Look("lunge", name)
        hip, knee, toe = b["right_femur"], b["right_tibia"], b["right_ball_of_foot"]
        leg = heel.from_thigh(b.stature, hip[0] - toe[0], hip[1] - toe[1], behind_line(hip, knee))
        rise = b["right_heel"][1] - toe[1]
        assert float(leg.heel_height_m) == pytest.approx(rise, abs=CLOSE), name
        for contact in POSES["lunge", name].contacts:
            if contact.heel is not None:
                asked = contact.heel * b.stature / 1.75
                assert b["right_heel"][1] == pytest.approx(asked, abs=CLOSE), name


def behind_line(hip, knee):
    return np.degrees(np.arctan2(hip[0] - knee[0], hip[1] - knee[1]))


def test_a_body_of_another_size_is_the_same_body():
    own = SOLVED["ball", "hold"]
    small = body.solve(POSES["ball", "hold"], "right", 1.5)
    by = 1.5 / own.stature
    assert small.angles == own.angles and small.build == own.build
    assert small.props["ball"].top == pytest.approx(by * own.props["ball"].top)
    for frame in own.frames:
        np.testing.assert_allclose(small.frames[frame][1], by * own.frames[frame][1], atol=1e-12)


def lifted(own, by):
    """Lift a posed body without moving its props."""
    root = np.add(own.root, (0, by, 0))
    return body.pose(own.angles, root, own.stature, own.props, own.curl, own.build)


def test_a_body_that_floats_or_sinks_would_be_seen():
    pose, own = POSES["floor", "hold"], SOLVED["floor", "hold"]

    def gaps(posed):
        on_things = body.contact_gaps(posed, pose, "right")
        return {part: gap for part, on, gap in on_things if on == "mat" or on in posed.props}

    assert min(gaps(lifted(own, 0.03)).values()) > CLOSE
    assert min(body.clearances(lifted(own, -0.03)).floor.values()) < -0.02


def test_a_body_let_down_into_the_ball_or_slid_along_it_would_be_seen():
    posed = SOLVED["ball", "hold"]
    sunk = body.clearances(lifted(posed, -0.03))
    assert sunk.props["ball"]["left_thigh"] < -2 * LIMIT
    assert sunk.floor["right_foot"] < -2 * LIMIT
    assert "left_hip" not in body.supported(lifted(posed, 0.03))
    ball = posed.props["ball"]
    slid = replace(posed, props={"ball": replace(ball, at=(ball.at[0], ball.at[1] - 0.2))})
    assert body.supported(slid).get("left_hip", 0) < ball.top - LIMIT
