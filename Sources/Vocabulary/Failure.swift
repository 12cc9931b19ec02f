/// What went wrong, under a stable code, with what to do about it.
///
/// Every error that leaves a module of Likeness is a `Failure`. Two failures are equal when their
/// codes are: the texts are for people and may change. `reason` and `remedy` never carry personal
/// data: no names, no captions, no vectors. A path is personal data too, so it travels beside a
/// failure (in a list of skipped files, say), never inside it.
///
/// Each module declares its codes as static members of ``Code`` in a file `Failure+<Module>.swift`;
/// `docs/errors.md` lists them all with cause and mend.
public struct Failure: Error, Sendable {
    /// A stable name such as `photo.damaged`, and who has to act on it.
    public struct Code: Hashable, Sendable {
        /// `module.what`, lower case, words joined by hyphens.
        public let name: String
        public let kind: Kind

        public init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// Decides the exit code of the program.
    public enum Kind: Int32, Hashable, Sendable {
        /// The work itself met a problem: an unreadable photo, a failed verification. Exit code 1.
        case work = 1
        /// The request makes no sense as it stands. Exit code 2.
        case usage = 2
        /// A rule forbids it. Exit code 3.
        case policy = 3
        /// The machine or the installation stands in the way. Exit code 4.
        case environment = 4
    }

    public let code: Code
    /// One sentence: what happened.
    public let reason: String
    /// One sentence: what the reader can do about it.
    public let remedy: String

    public init(_ code: Code, _ reason: String, remedy: String) {
        self.code = code
        self.reason = reason
        self.remedy = remedy
    }
}

extension Failure: Equatable {
    public static func == (left: Failure, right: Failure) -> Bool { left.code == right.code }
}

extension Failure: CustomStringConvertible {
    public var description: String { "\(reason) \(remedy) [\(code.name)]" }
}
