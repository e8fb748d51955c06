"""The emotional curve as a picture, and as the sentences that say the same."""

from schema.drawing.description import describe_curve
from schema.drawing.picture import Band, ChannelMark, CurvePicture, Point
from schema.drawing.svg import draw_curve

__all__ = ["Band", "ChannelMark", "CurvePicture", "Point", "describe_curve", "draw_curve"]
