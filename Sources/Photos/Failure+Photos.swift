public import Vocabulary

extension Failure.Code {
    /// libvips cannot be started.
    public static let decoderMissing = Failure.Code("photo.decoder-missing", .environment)
    /// The file has no bytes.
    public static let photoEmpty = Failure.Code("photo.empty", .work)
    /// By its first bytes, the file is no photo of a kind that Likeness reads.
    public static let photoUnknownFormat = Failure.Code("photo.unknown-format", .work)
    /// A photo of a known kind that cannot be decoded: cut off, damaged, or of an unusual build.
    public static let photoDamaged = Failure.Code("photo.damaged", .work)
    /// More pixels or bytes than Likeness decodes.
    public static let photoTooLarge = Failure.Code("photo.too-large", .work)
    /// A photo could not be written.
    public static let photoUnwritable = Failure.Code("photo.unwritable", .environment)
}
