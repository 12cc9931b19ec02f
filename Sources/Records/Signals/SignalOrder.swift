import Rules

/// In which order signals are told.
public enum SignalOrder: Hashable, Sendable {
    case newestFirst
    /// Open ones before those that were decided on, of the open ones the gravest first (``SignalGravity``), then the newest.
    case openAndGravestFirst

    /// An expression of SQL: the less, the earlier.
    var rank: String {
        switch self {
        case .newestFirst: "0"
        case .openAndGravestFirst:
            // A rule of a later version stands among the serious ones.
            "CASE WHEN state <> 'open' THEN 9 "
                + [SignalGravity.grave, .unusual].map { gravity in
                    let kinds = SignalKind.allCases.filter { $0.gravity == gravity }.map { "'\($0.word)'" }
                    return "WHEN kind IN (\(kinds.joined(separator: ", "))) THEN \(gravity == .grave ? 0 : 2) "
                }.joined() + "ELSE 1 END"
        }
    }
}
