public import Vocabulary

extension Failure.Code {
    // Home
    /// No home at the place that was named.
    public static let homeMissing = Failure.Code("home.missing", .environment)
    /// Another process is writing to the home.
    public static let homeLocked = Failure.Code("home.locked", .environment)
    /// The home cannot be read or written as it must be.
    public static let homeUnusable = Failure.Code("home.unusable", .environment)
    /// The gallery lacks faces that the records hold.
    public static let homeInconsistent = Failure.Code("home.inconsistent", .environment)

    // Files that an index run passes over
    public static let fileMissing = Failure.Code("file.missing", .work)
    public static let fileUnreadable = Failure.Code("file.unreadable", .work)
    /// A FIFO, a socket or a device.
    public static let fileSpecial = Failure.Code("file.special", .work)
    /// Symbolic links are not followed: photos come from the folders that were named.
    public static let fileSymlink = Failure.Code("file.symlink", .work)
    public static let folderUnreadable = Failure.Code("folder.unreadable", .work)
    public static let pathMissing = Failure.Code("path.missing", .usage)

    /// No file holds a photo's enrolled content any more.
    public static let photoChanged = Failure.Code("photo.changed", .work)

    // Metadata table
    public static let metadataUnreadable = Failure.Code("metadata.unreadable", .usage)

    // Collections
    /// A name or another text that cannot be shown as it is.
    public static let collectionUnusableText = Failure.Code("collection.unusable-text", .usage)

    // Search
    /// The home's profile asks for an approved authorisation, and none was given that holds.
    public static let authorisationRequired = Failure.Code("authorisation.required", .policy)
    public static let probeWithoutFace = Failure.Code("probe.no-face", .work)
    /// More than one face, and nobody said which.
    public static let probeSeveralFaces = Failure.Code("probe.several-faces", .usage)
    public static let probeFaceMissing = Failure.Code("probe.no-such-face", .usage)
    public static let searchBounds = Failure.Code("search.bounds", .usage)
    public static let searchNothingEnrolled = Failure.Code("search.nothing-enrolled", .usage)
}
