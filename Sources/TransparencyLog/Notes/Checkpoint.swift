/// What a log says of itself (C2SP tlog-checkpoint): who it is, how many entries it has, and their root.
///
/// This is the text of a note; see ``SignedCheckpoint`` for the whole.
public struct Checkpoint: Sendable {
    /// The log's name, one line, not empty.
    public let origin: String
    public let head: TreeHead
    /// Further lines, none empty, that no standard reads. Rarely any.
    public let extensions: [String]

    public var size: Int { head.size }
    public var root: MerkleHash { head.root }

    /// - Throws: ``LogError`` `.malformed` when the size is negative, or a line is empty or more than a line.
    public init(origin: String, head: TreeHead, extensions: [String] = []) throws {
        self.origin = origin
        self.head = head
        self.extensions = extensions
        // A newline in a line would make of one checkpoint the text of another.
        guard ([origin] + extensions).allSatisfy({ !$0.utf8.contains(0x0A) }) else {
            throw LogError(.malformed, "a line of a checkpoint is more than a line")
        }
        _ = try Checkpoint(parsing: text)
    }

    /// - Parameter text: a note's, with its last newline.
    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing text: String) throws {
        guard NoteText.parse(text.utf8) != nil else {
            throw LogError(.malformed, "a checkpoint has control characters or ends without a newline")
        }
        var lines = LineReader(text.utf8)
        guard let origin = lines.next(), !origin.isEmpty else {
            throw LogError(.malformed, "a checkpoint has no origin")
        }
        guard let size = lines.next().flatMap({ Int(decimal: $0) }) else {
            throw LogError(.malformed, "a checkpoint's second line is not a size")
        }
        guard let root = lines.next().flatMap({ MerkleHash(base64: $0) }) else {
            throw LogError(.malformed, "a checkpoint's third line is not a root")
        }
        var extensions: [String] = []
        while let line = lines.next() {
            guard !line.isEmpty else { throw LogError(.malformed, "a checkpoint has an empty line") }
            extensions.append(String(decoding: line, as: UTF8.self))
        }
        self.origin = String(decoding: origin, as: UTF8.self)
        self.head = TreeHead(size: size, root: root)
        self.extensions = extensions
    }

    /// The note's text, with its last newline.
    public var text: String { ([origin, "\(size)", "\(root)"] + extensions).map { $0 + "\n" }.joined() }
}

extension Checkpoint: Hashable {
    /// By bytes: to a log's readers, two spellings of é are two origins.
    public static func == (one: Checkpoint, other: Checkpoint) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(head) }
}
