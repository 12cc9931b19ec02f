import FaceSearch

extension Measure {
    /// What of a count stands in what entries commit to, and goes when that is erased; the others are counted from entries' open parts:
    /// their type, time and ids.
    struct Payloads {
        /// Of which entries.
        let types: [EventType]
        /// How much one of them can add; nil: any number.
        let mostOfEach: Int?

        static let none = Payloads(types: [], mostOfEach: 0)
    }

    var payloads: Payloads {
        switch self {
        case .nullResults: Payloads(types: [.searchCompleted], mostOfEach: 1)
        case .candidatesShown, .sealedHits: Payloads(types: [.searchCompleted], mostOfEach: nil)
        case .disagreements: Payloads(types: [.reviewRecorded], mostOfEach: nil)
        case .outcomesNoLead, .outcomesLead, .outcomesRuledOut, .outcomesIdentified, .charges, .arrests, .reunions,
            .publications, .otherActions, .corroborated:
            Payloads(types: [.outcomeRecorded], mostOfEach: 1)
        case .photosEnrolled: Payloads(types: [.indexCompleted], mostOfEach: nil)
        case .photosErased: Payloads(types: [.erasureCompleted], mostOfEach: nil)
        case .photosExpired: Payloads(types: [.retentionRun], mostOfEach: nil)
        case .requestsLate: Payloads(types: [.requestAnswered, .requestRefused], mostOfEach: 1)
        default: .none
        }
    }

    /// Whether a count can be made when all payloads are gone.
    public var isOpen: Bool { payloads.types.isEmpty }
}
