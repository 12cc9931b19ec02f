/// How an index run stands; told many times while it goes on.
public struct IndexProgress: Sendable {
    /// Files looked at so far, and in all once the folders have been counted.
    public var done = 0
    public var total: Int?
    public var report = IndexReport()

    public init() {}
}

/// What an index run did.
public struct IndexReport: Sendable {
    /// Photos enrolled by this run, and the faces in them.
    public var enrolledPhotos = 0
    public var enrolledFaces = 0
    /// Of the photos enrolled by this run, those without any face.
    public var withoutFace = 0
    /// Files whose photo was enrolled before, unchanged.
    public var alreadyEnrolled = 0
    /// Known photos found at a new path, whose old path is gone.
    public var moved = 0
    /// Known photos found at a further path.
    public var duplicates = 0
    /// Known files that are no longer where they were.
    public var vanished = 0
    /// Files that are no photos, by name and first bytes.
    public var otherFiles = 0
    /// Photos that were erased before and stay out.
    public var suppressedPhotos = 0
    /// Faces that were erased before and stay out, of photos that were enrolled by this run.
    public var suppressedFaces = 0
    public var skipped: [SkippedFile] = []

    public init() {}
}
