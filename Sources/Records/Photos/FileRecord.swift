/// One path, and how the file there looked when it was read.
public struct FileRecord: Hashable, Sendable {
    /// The path's exact bytes; they need not be UTF-8. Personal data.
    public var path: [UInt8]
    public var byteCount: Int
    /// Nanoseconds since 1970, the file system's own.
    public var modified: Int64

    public init(path: [UInt8], byteCount: Int, modified: Int64) {
        self.path = path
        self.byteCount = byteCount
        self.modified = modified
    }
}
