public import SystemPackage
public import Vocabulary

/// A regular file that a walk came across, and what tells whether it has changed since.
struct FoundFile: Sendable {
    let path: FilePath
    let byteCount: Int
    let modified: Int64

}

/// Something that an index run passed over, and why.
public struct SkippedFile: Sendable {
    public let path: FilePath
    public let failure: Failure

    /// For people: see ``PathText``.
    public var displayPath: String { PathText.display(path.bytes) }
}

extension FilePath {
    /// The path as the system has it, without the closing zero.
    var bytes: [UInt8] {
        withPlatformString { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
    }

    init(bytes: [UInt8]) {
        self = (bytes + [0]).withUnsafeBytes {
            FilePath(platformString: $0.baseAddress!.assumingMemoryBound(to: CChar.self))
        }
    }
}
