public import Photos

/// One photo to be made: who is on it, where, in what light, and as what kind of file.
public struct PlannedPhoto: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        /// One portrait, as the network makes it.
        case portrait
        /// One person or several, before a backdrop.
        case figures(Backdrop)
        /// Nobody.
        case empty(EmptyScene)
    }

    /// One person's appearance on a photo.
    public struct Appearance: Hashable, Sendable {
        public let person: Person
        public let shot: Shot
        public let place: PortraitPlace
    }

    /// Relative to the archive's folder, parts joined by `/`.
    public let path: String
    /// Pixels of the upright photo.
    public let width: Int
    public let height: Int
    public let subject: Subject
    /// Those behind before those in front.
    public let people: [Appearance]
    public let light: Light
    public let age: PrintAge
    /// Without texts: ``encoding`` adds them.
    let file: PhotoEncoding
    public let story: Story
    /// Decides the backdrop and the grain.
    let seed: UInt64

    /// How the photo is written: format, orientation, colours, and what its metadata says.
    public var encoding: PhotoEncoding {
        var encoding = file
        encoding.texts = story.texts
        encoding.xmp = story.packet
        return encoding
    }
}
