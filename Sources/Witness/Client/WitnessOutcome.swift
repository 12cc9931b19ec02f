public import TransparencyLog

/// What became of asking one witness for a cosignature. As text it is for the log's operator, and quotes nothing that
/// was sent.
public enum WitnessOutcome: Hashable, Sendable, CustomStringConvertible {
    case cosigned
    /// Nobody answered there: why.
    case away(String)
    case tooSlow
    /// It understood, and said no. `.inconsistent`: this log is not the one that it saw before.
    case refused(WitnessAnswer)
    /// It has cosigned a larger checkpoint of this log, which was therefore set back, or forked.
    case ahead(size: Int)
    /// What came is no witness's answer, or the cosignature is wrong.
    case wrong(LogError)
    /// The log could not make the proof that this witness needs.
    case unproven(LogError)

    public var description: String {
        switch self {
        case .cosigned: "cosigned"
        case .away(let reason): "away: \(reason)"
        case .tooSlow: "away: no answer in time"
        case .refused(let answer): "refused: \(Self.reason(answer))"
        case .ahead(let size): "refused: it has cosigned \(size) entries, more than the log has"
        case .wrong(let error): "answered wrongly: \(error.detail)"
        case .unproven(let error): "not asked: \(error)"
        }
    }

    private static func reason(_ answer: WitnessAnswer) -> String {
        switch answer {
        case .cosigned: "nothing"
        case .malformed: "it takes the request for malformed"
        case .notSigned: "it knows this log by another key"
        case .unknownOrigin: "it does not know this log"
        case .conflict(let size): "it now says that it cosigned \(size) entries last"
        case .inconsistent: "this is not the history that it cosigned before"
        }
    }
}
