"""Poses: where the joints are, in heads, feet about (0, 0), looking right; what is left out is as in STANDING."""

# ruff: noqa: E501 -- a line of points or of path data is read as one.

from collections.abc import Mapping

from paper import Point

STANDING: Mapping[str, Point] = {
    "head": (0.04, 6.98), "neck": (0.0, 6.2), "chest": (0.0, 5.3), "waist": (0.0, 4.25),
    "shoulder_a": (-0.72, 5.92), "elbow_a": (-0.92, 4.72), "hand_a": (-0.72, 3.62),
    "shoulder_b": (0.72, 5.92), "elbow_b": (0.92, 4.72), "hand_b": (0.86, 3.62),
    "hip_a": (-0.36, 3.95), "knee_a": (-0.36, 2.05), "foot_a": (-0.42, 0.1),
    "hip_b": (0.36, 3.95), "knee_b": (0.38, 2.05), "foot_b": (0.46, 0.1),
}  # fmt: skip
WALKING = {
    "head": (0.2, 6.98), "neck": (0.08, 6.2), "elbow_a": (-0.98, 4.8), "hand_a": (-0.9, 3.75),
    "elbow_b": (0.9, 4.75), "hand_b": (1.15, 3.85), "knee_a": (-0.55, 2.1), "foot_a": (-1.15, 0.25),
    "knee_b": (0.62, 2.15), "foot_b": (0.85, 0.08),
}  # fmt: skip
CARRYING = {"elbow_b": (1.05, 6.2), "hand_b": (0.62, 7.3)}
BOTH_UP = {"elbow_a": (-1.15, 6.1), "hand_a": (-0.7, 7.5), "elbow_b": (1.15, 6.1), "hand_b": (0.7, 7.5)}
POLING = {
    "head": (0.75, 6.55), "neck": (0.5, 5.95), "chest": (0.35, 5.1), "shoulder_a": (-0.15, 5.75), "shoulder_b": (0.95, 5.6),
    "elbow_a": (0.75, 5.0), "hand_a": (1.5, 5.3), "elbow_b": (1.35, 5.2), "hand_b": (1.75, 6.25),
    "knee_a": (-0.35, 2.1), "foot_a": (-1.05, 0.1), "knee_b": (0.75, 2.3), "foot_b": (0.7, 0.1),
}  # fmt: skip
SITTING = {
    "head": (0.14, 4.1), "neck": (0.05, 3.3), "chest": (0.0, 2.5), "waist": (0.0, 1.35),
    "shoulder_a": (-0.66, 3.02), "elbow_a": (-0.85, 1.95), "hand_a": (-0.1, 1.35),
    "shoulder_b": (0.66, 3.02), "elbow_b": (0.95, 2.0), "hand_b": (0.95, 1.25),
    "hip_a": (-0.4, 0.75), "knee_a": (-1.35, 0.62), "foot_a": (-0.2, 0.2),
    "hip_b": (0.4, 0.75), "knee_b": (1.35, 0.62), "foot_b": (0.3, 0.2),
}  # fmt: skip
ROWING = {
    "head": (0.75, 3.75), "neck": (0.55, 3.05), "chest": (0.35, 2.3), "waist": (-0.05, 1.1),
    "shoulder_a": (0.1, 2.85), "elbow_a": (0.9, 2.2), "hand_a": (1.7, 2.1), "shoulder_b": (0.95, 2.75),
    "elbow_b": (1.4, 2.1), "hand_b": (1.95, 1.85), "hip_a": (-0.2, 0.6), "knee_a": (1.0, 1.25), "foot_a": (1.7, 0.15),
    "hip_b": (0.1, 0.6), "knee_b": (1.2, 1.05), "foot_b": (1.9, 0.15),
}  # fmt: skip
RUNNING = {
    "head": (0.75, 6.75), "neck": (0.5, 6.05), "chest": (0.3, 5.2), "waist": (0.05, 4.2),
    "shoulder_a": (-0.1, 5.85), "elbow_a": (-0.85, 4.95), "hand_a": (-0.35, 4.1), "shoulder_b": (0.85, 5.7),
    "elbow_b": (1.5, 4.85), "hand_b": (2.0, 5.6), "hip_a": (-0.2, 3.9), "knee_a": (-0.75, 2.2), "foot_a": (-2.1, 1.5),
    "hip_b": (0.35, 3.85), "knee_b": (1.3, 2.7), "foot_b": (1.25, 0.75),
}  # fmt: skip
KICKING = {
    "head": (-0.1, 6.8), "neck": (-0.2, 6.05), "shoulder_a": (-0.85, 5.7), "shoulder_b": (0.5, 5.8),
    "elbow_a": (-1.75, 5.2), "hand_a": (-2.4, 5.75), "elbow_b": (1.3, 5.2), "hand_b": (1.9, 4.6),
    "knee_a": (-0.35, 2.0), "foot_a": (-0.75, 0.1), "knee_b": (1.35, 2.9), "foot_b": (2.5, 1.35),
}  # fmt: skip

HAND_OUT = {"elbow_b": (1.15, 4.9), "hand_b": (1.9, 4.7)}
