"""Hold the frozen, validated records of `content/`; they know no verbs.

One module a subject. `psoaslib.catalogue` is the one place that reads the files.
"""

from psoaslib.records.base import (
    Record,
    Statement,
)
from psoaslib.records.dose import (
    Breathing,
    Dose,
    DoseFile,
    DoseSource,
    Guided,
    Lines,
    PlayerFile,
    Stage,
)
from psoaslib.records.evidence import (
    ArticleFile,
    Claim,
    ClaimFile,
    Reference,
    ReferenceFile,
    Sentence,
)
from psoaslib.records.learning import (
    GlossaryFile,
    Option,
    Outcome,
    OutcomeFile,
    Question,
    QuestionFile,
    Term,
)
from psoaslib.records.pose import (
    Contact,
    Joint,
    JointFile,
    Pose,
    PoseFile,
    Prop,
)
from psoaslib.records.safety import (
    Alternative,
    Precaution,
    RedFlag,
    Safety,
    StopRule,
)
from psoaslib.records.stretch import (
    CommonError,
    Equipment,
    Remark,
    Rest,
    Step,
    Stretch,
    Variation,
)

__all__ = [
    "Alternative",
    "ArticleFile",
    "Breathing",
    "Claim",
    "ClaimFile",
    "CommonError",
    "Contact",
    "Dose",
    "DoseFile",
    "DoseSource",
    "Equipment",
    "GlossaryFile",
    "Guided",
    "Joint",
    "JointFile",
    "Lines",
    "Option",
    "Outcome",
    "OutcomeFile",
    "PlayerFile",
    "Pose",
    "PoseFile",
    "Precaution",
    "Prop",
    "Question",
    "QuestionFile",
    "Record",
    "RedFlag",
    "Reference",
    "ReferenceFile",
    "Remark",
    "Rest",
    "Safety",
    "Sentence",
    "Stage",
    "Statement",
    "Step",
    "StopRule",
    "Stretch",
    "Term",
    "Variation",
]
