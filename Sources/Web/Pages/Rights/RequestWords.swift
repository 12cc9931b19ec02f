import FaceSearch
import Records
import Rules

/// How requests are spoken of.
enum RequestWords {
    static func words(_ kind: RequestKind) -> String {
        switch kind {
        case .access: "Access"
        case .erasure: "Erasure"
        case .objection: "Objection"
        case .sealing: "To be sealed"
        case .alert: "To be watched over"
        }
    }

    static func means(_ kind: RequestKind) -> String {
        switch kind {
        case .access: "Am I in your collections, and what do you hold of me?"
        case .erasure: "Erase me."
        case .objection: "Do not search among faces of mine."
        case .sealing: "Show me to no searcher: I am at risk."
        case .alert: "Have overseers told when I am searched for."
        }
    }

    static func state(_ described: DescribedRequest) -> Fields {
        switch described.request.state {
        case .received, .identified:
            if described.isLate { return Words.state("alert", "overdue") }
            return described.request.state == .received
                ? Words.state("wait", "received") : Words.state("wait", "identified")
        case .answered: return Words.state("good", described.isLate ? "answered, late" : "answered")
        case .refused: return Words.state("ended", described.isLate ? "refused, late" : "refused")
        case .withdrawn: return Words.state("ended", "withdrawn")
        }
    }

    /// How long there is; nothing once it has ended.
    static func time(_ described: DescribedRequest) -> String? {
        guard described.request.state.isOpen else { return nil }
        let days = described.daysLeft
        if described.isLate { return "overdue for \(max(1, -days)) \(max(1, -days) == 1 ? "day" : "days")" }
        return days <= 1 ? "due within a day" : "\(days) days left"
    }

    static func words(_ means: IdentityMeans) -> String {
        switch means {
        case .inPersonDocument: "A document, shown in person"
        case .certifiedCopy: "A certified copy"
        case .knownRepresentative: "A representative who is known"
        case .electronicID: "An electronic identity"
        case .other: "Other means, described"
        }
    }
}
