"""How pictures say no."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, TooLarge


class AttachmentNotFound(NotFound):
    """There is no such picture here, or it was taken away."""


class NotAPicture(Malformed):
    """This is not a picture, or it is damaged. PNG, JPEG, WebP, GIF and BMP are taken."""


class PictureTooLarge(TooLarge):
    """This picture has more than 40 million points. Cut out the part that matters, or make it smaller."""


class NoRoomForPictures(Conflict):
    """Your account has no room for more pictures. Ask whoever runs this server to raise the limit."""


class TooManyPictures(Conflict):
    """A walk holds at most 60 pictures. Take away those that don't help."""
