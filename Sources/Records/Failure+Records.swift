public import Vocabulary

extension Failure.Code {
    /// There is no file to read.
    public static let recordsMissing = Failure.Code("records.missing", .environment)
    /// A later version of Likeness wrote the file.
    public static let recordsNewerFormat = Failure.Code("records.newer-format", .environment)
    /// An earlier version wrote the file, and it is open for reading only.
    public static let recordsOlderFormat = Failure.Code("records.older-format", .environment)
    /// The file is damaged, or is not Likeness's.
    public static let recordsCorrupt = Failure.Code("records.corrupt", .environment)
    /// No room left for what had to be written; nothing of it was.
    public static let recordsDiskFull = Failure.Code("records.disk-full", .environment)
    /// Another process kept the file locked for ten seconds.
    public static let recordsBusy = Failure.Code("records.busy", .environment)
    /// The file may not be opened or written.
    public static let recordsNoAccess = Failure.Code("records.no-access", .environment)
    /// SQLite failed in another way; the text says its result code.
    public static let recordsFailed = Failure.Code("records.failed", .environment)
    /// A record breaks a rule of the schema; nothing of its transaction was written.
    public static let recordsConstraint = Failure.Code("records.constraint", .work)
    /// A photo that is not, or no longer, in the records.
    public static let recordsUnknownPhoto = Failure.Code("records.unknown-photo", .usage)
    /// A face that is not, or no longer, in the records.
    public static let recordsUnknownFace = Failure.Code("records.unknown-face", .usage)
    /// A search that was never started, or has already ended.
    public static let recordsUnknownSearch = Failure.Code("records.unknown-search", .work)

    /// The home is already set up.
    public static let homeExists = Failure.Code("home.exists", .usage)

    /// The name is taken.
    public static let organisationExists = Failure.Code("organisation.exists", .usage)
    public static let unitExists = Failure.Code("unit.exists", .usage)
    /// The name is taken.
    public static let accountExists = Failure.Code("account.exists", .usage)
    /// The organisation has a case of this reference.
    public static let caseExists = Failure.Code("case.exists", .usage)

    /// The name is taken.
    public static let collectionExists = Failure.Code("collection.exists", .usage)
    /// Name, controller, lawful basis, source or retention is empty.
    public static let collectionIncomplete = Failure.Code("collection.incomplete", .usage)
    /// No collection has this name or number.
    public static let collectionUnknown = Failure.Code("collection.unknown", .usage)
    /// The collection takes no more photos.
    public static let collectionClosed = Failure.Code("collection.closed", .policy)
}
