public import Foundation

/// A file that could not be enrolled, and why.
public struct UnreadableFile: Hashable, Sendable {
    public var file: FileRecord
    /// The failure's stable code, such as `photo.truncated`.
    public var code: String
    /// One sentence for people, without personal data.
    public var reason: String
    public var noticed: Date

    public init(file: FileRecord, code: String, reason: String, noticed: Date) {
        self.file = file
        self.code = code
        self.reason = reason
        self.noticed = noticed
    }
}
