public import TransparencyLog

/// What came of verifying a pack.
public struct PackReport: Sendable {
    /// By a witness whose key was given.
    public struct Cosigned: Hashable, Sendable {
        public let witness: VerifierKey
        /// Seconds since 1970, by the witness's clock.
        public let time: Int
    }

    public internal(set) var manifest: PackManifest?
    public internal(set) var checkpoint: SignedCheckpoint?
    /// What the signatures were verified with; nil when there was none.
    public internal(set) var key: VerifierKey?
    /// Whether that key lay in the pack itself: whoever forges a pack puts in a key of their own.
    public internal(set) var keyIsFromPack = false
    public internal(set) var cosignatures: [Cosigned] = []
    /// Entries that were read and have nothing wrong.
    public internal(set) var sound = 0
    /// The first ``problemLimit`` of them.
    public internal(set) var problems: [PackProblem] = []
    /// Whether there are more.
    public internal(set) var hasMore = false
    /// What the reader should know, and is no problem.
    public internal(set) var notes: [String] = []

    public static let problemLimit = 1000

    public var isSound: Bool { problems.isEmpty }

    mutating func tell(_ problem: PackProblem) {
        if problems.count < Self.problemLimit { problems.append(problem) } else { hasMore = true }
    }

    mutating func tell(
        _ kind: PackProblem.Kind, in file: PackFile, entry: Int? = nil, line: Int? = nil, _ what: String
    ) {
        tell(PackProblem(kind, in: file.rawValue, entry: entry, line: line, what))
    }
}
