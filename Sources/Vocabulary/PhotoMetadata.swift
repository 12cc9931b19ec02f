/// What is known of a photo besides its pixels: when it was taken, what it shows, whose it is.
public struct PhotoMetadata: Hashable, Sendable {
    /// ISO 8601 without a zone, as EXIF knows none: `2021-05-04T10:11:12`.
    public var taken: String?
    public var caption: String?
    public var credit: String?
    public var source: String?

    public init(taken: String? = nil, caption: String? = nil, credit: String? = nil, source: String? = nil) {
        self.taken = taken
        self.caption = caption
        self.credit = credit
        self.source = source
    }

    /// Fills what is absent here from `other`.
    public func filled(from other: PhotoMetadata) -> PhotoMetadata {
        PhotoMetadata(
            taken: taken ?? other.taken, caption: caption ?? other.caption, credit: credit ?? other.credit,
            source: source ?? other.source)
    }
}
