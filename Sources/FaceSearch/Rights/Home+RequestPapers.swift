import Foundation
import Records
public import Rules
public import TransparencyLog
import Vocabulary

/// What the person gets on paper: a letter, or an erasure's certificate, with what proves it.
public struct RequestPapers: Sendable {
    /// That an entry is in the log.
    public struct Proof: Sendable {
        /// Such as `erasure.completed`.
        public let type: String
        public let index: Int
        public let receipt: Receipt
    }

    public let described: DescribedRequest
    /// Of the organisation that answers.
    public let organisation: String
    /// What was answered, or, while the request is open, would be; nil when it was refused or withdrawn.
    public let answer: SubjectAnswer?
    /// While the request is open: nothing was answered yet.
    public let isDraft: Bool
    /// In the log's order; none while witnesses that are required have not cosigned it.
    public let proofs: [Proof]
    public let logKey: VerifierKey
}

extension Home {
    /// The letter or certificate of a request, as it stands now.
    /// - Throws: `request.unknown`, `request.undecided` and the like while it cannot be answered; `role.missing`, `log.…`.
    public func papers(of ref: RequestRef, tellsSearches: Bool = true, as actor: Actor) async throws -> RequestPapers {
        let key = try Self.logVerifierKey(of: directory)
        let (papers, events) = try look(as: actor, .answerRequest) { deed in
            let record = try deed.request(ref)
            let described = try deed.describe(record)
            var answer = try record.answer.map { try SubjectAnswer.read($0) }
            if record.request.state.isOpen {
                if answer == nil {
                    try record.request.checkAnswer(after: described.progress)
                    answer = try deed.answer(to: record, tellsSearches: tellsSearches)
                }
            } else if record.request.state != .answered {
                answer = nil
            }
            let papers = RequestPapers(
                described: described, organisation: deed.person.organisation.name, answer: answer,
                isDraft: record.request.state.isOpen, proofs: [], logKey: key)
            return (papers, record.request.state.isOpen ? [:] : try deed.events(ending: record))
        }
        guard !events.isEmpty else { return papers }
        let receipts = try await log.receipts(for: events)
        let proofs = try records.look { records in
            try receipts.compactMap { event, receipt in
                try records.logIndex(of: event.number).map {
                    RequestPapers.Proof(type: event.type, index: $0, receipt: receipt)
                }
            }
        }
        return RequestPapers(
            described: papers.described, organisation: papers.organisation, answer: papers.answer,
            isDraft: papers.isDraft, proofs: proofs.sorted { $0.index < $1.index }, logKey: key)
    }
}

extension Home {
    /// Where in the log stands what became of a request, in its order.
    /// - Throws: `request.unknown`, `role.missing`.
    public func proofPlaces(of ref: RequestRef, as actor: Actor) throws -> [(type: String, index: Int)] {
        try look(as: actor, .answerRequest) { deed in
            let record = try deed.request(ref)
            guard !record.request.state.isOpen else { return [] }
            return try deed.events(ending: record).keys.compactMap { event in
                try deed.records.logIndex(of: event.number).map { (event.type, $0) }
            }.sorted { $0.1 < $1.1 }
        }
    }
}

private struct EndingEvent: Hashable {
    let type: String
    let number: Int64
}

extension Deed {
    /// The events that say what became of a request.
    fileprivate func events(ending record: RequestRecord) throws -> [EndingEvent: Int64] {
        var events: [EndingEvent: Int64] = [:]
        func add(_ type: EventType, about subject: String) throws {
            for number in try records.eventNumbers(of: type.rawValue, about: subject) {
                events[EndingEvent(type: type.rawValue, number: number)] = number
            }
        }
        try add(.requestAnswered, about: record.ref.rawValue)
        try add(.requestRefused, about: record.ref.rawValue)
        if let erasure = record.erasure { try add(.erasureCompleted, about: erasure) }
        return events
    }
}
