public import Vocabulary

extension Failure.Code {
    /// There is no gallery to read in the directory.
    public static let galleryMissing = Failure.Code("gallery.missing", .environment)
    /// What is on disk is not what was written.
    public static let galleryCorrupt = Failure.Code("gallery.corrupt", .environment)
    /// The gallery was written by another version of Likeness.
    public static let galleryUnknownFormat = Failure.Code("gallery.unknown-format", .environment)
    /// A template or a gallery of another recogniser, or of other dimensions.
    public static let galleryWrongModel = Failure.Code("gallery.wrong-model", .environment)
    /// No room for more faces.
    public static let galleryDiskFull = Failure.Code("gallery.disk-full", .environment)
    /// The system would not read the gallery.
    public static let galleryUnreadable = Failure.Code("gallery.unreadable", .environment)
    /// The system would not write the gallery, for another reason than a full disk.
    public static let galleryWriteFailed = Failure.Code("gallery.write-failed", .environment)
    /// A change to a gallery that was opened for reading.
    public static let galleryReadOnly = Failure.Code("gallery.read-only", .usage)
    /// A face id that is not greater than all enrolled before.
    public static let galleryFaceOrder = Failure.Code("gallery.face-order", .usage)
    /// A template that is not of unit length.
    public static let galleryUnusableTemplate = Failure.Code("gallery.unusable-template", .usage)
    /// A threshold or limit that makes no sense.
    public static let galleryWrongLimits = Failure.Code("gallery.wrong-limits", .usage)
}

extension Failure {
    static func corrupt(_ what: String) -> Failure {
        Failure(
            .galleryCorrupt, "The gallery is damaged: \(what).",
            remedy: "Restore it from a backup, or index the photos into a new home.")
    }

    static func corrupt(slot: Int, _ what: String) -> Failure {
        corrupt("slot \(slot) \(what)")
    }

    static func wrongModel(_ reason: String) -> Failure {
        Failure(
            .galleryWrongModel, reason,
            remedy: "Use the model that the gallery was made with, or index the photos into a new home.")
    }

    static func unreadable(_ error: Int32) -> Failure {
        Failure(
            .galleryUnreadable, "The gallery cannot be read (system error \(error)).",
            remedy: "Check the permissions of the home and the health of its disk.")
    }

    static func writeFailed(_ error: Int32) -> Failure {
        Failure(
            .galleryWriteFailed, "The gallery cannot be written (system error \(error)).",
            remedy: "Check the permissions of the home and the health of its disk, then start again.")
    }

    static func diskFull() -> Failure {
        Failure(
            .galleryDiskFull, "There is no room on the disk for more faces; those enrolled before are safe.",
            remedy: "Free some space and index again: it goes on where it stopped.")
    }

    static func readOnly() -> Failure {
        Failure(
            .galleryReadOnly, "The gallery was opened for reading only.", remedy: "Open it for writing.")
    }

    static func unusableTemplate() -> Failure {
        Failure(
            .galleryUnusableTemplate, "A template is not of unit length.",
            remedy: "Make the template again from its photo.")
    }
}
