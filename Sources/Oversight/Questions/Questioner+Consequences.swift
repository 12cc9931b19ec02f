import FaceSearch
import Foundation

/// What came of it.
extension Questioner {
    func role() -> Answers.Answer {
        let cases = Set(searches.map(\.caseFile).filter { $0 >= 0 })
        var sentences = [
            Answers.Sentence(
                cases.isEmpty
                    ? "No search belonged to a case."
                    : "Searches were made in \(counted(cases.count, "case")), and showed "
                        + "\(counted(figures[.candidatesShown], "candidate")). "
                        + "\(counted(figures[.nullResults], "search", "searches")) found nobody.", .candidatesShown),
            Answers.Sentence(
                "What was recorded of cases in this period: "
                    + listed([
                        (figures[.outcomesNoLead], "time no lead", "times no lead"),
                        (figures[.outcomesLead], "lead", "leads"),
                        (figures[.outcomesRuledOut], "ruling out", "rulings out"),
                        (figures[.outcomesIdentified], "identification", "identifications"),
                        (figures[.charges], "charge", "charges"), (figures[.arrests], "arrest", "arrests"),
                        (figures[.reunions], "reunion", "reunions"),
                        (figures[.publications], "publication", "publications"),
                        (figures[.otherActions], "other action", "other actions"),
                    ]) + ".",
                .outcomesLead),
        ]
        if figures[.reviews] > 0 {
            sentences.append(
                Answers.Sentence(
                    "Examiners gave \(counted(figures[.reviews], "verdict")) on "
                        + "\(counted(figures[.reviewsRequested], "candidate")), and disagreed on \(grouped(figures[.disagreements])).",
                    .disagreements))
        }
        return Answers.Answer(
            question: "What role did it play in cases?", sentences: sentences, table: outcomesByPurpose())
    }

    /// What was searched for, and what came of it.
    private func outcomesByPurpose() -> Answers.Table? {
        let outcomes = history.outcomes(in: seconds)
        let searched = Dictionary(
            uniqueKeysWithValues: history.tally(.purpose, in: seconds).map { ($0.label, $0.count) })
        let purposes = Set(searched.keys).union(outcomes.values.flatMap(\.keys))
        guard !purposes.isEmpty else { return nil }
        let rows = purposes.sorted { (searched[$1] ?? 0, $0) < (searched[$0] ?? 0, $1) }.map { purpose in
            Answers.Row(
                [spelled(purpose), grouped(searched[purpose] ?? 0)]
                    + Self.outcomes.map { grouped(outcomes[$0]?[purpose] ?? 0) })
        }
        return Answers.Table(
            "By what was searched for", ["Purpose", "Searches"] + Self.outcomes.map(\.title), rows)
    }

    private static let outcomes: [Measure] = [
        .outcomesNoLead, .outcomesLead, .outcomesRuledOut, .outcomesIdentified, .charges, .arrests, .reunions,
        .publications, .otherActions,
    ]

    private func spelled(_ purpose: String) -> String { purpose.replacing("-", with: " ") }

    /// `missing person: 2 charges and 1 arrest; fraud: 1 charge`.
    private func actedByPurpose() -> String {
        let outcomes = history.outcomes(in: seconds)
        let (charges, arrests) = (outcomes[.charges] ?? [:], outcomes[.arrests] ?? [:])
        func all(_ purpose: String) -> Int { (charges[purpose] ?? 0) + (arrests[purpose] ?? 0) }
        return Set(charges.keys).union(arrests.keys).sorted { (all($1), $0) < (all($0), $1) }.map { purpose in
            spelled(purpose) + ": "
                + listed([
                    (charges[purpose] ?? 0, "charge", "charges"), (arrests[purpose] ?? 0, "arrest", "arrests"),
                ])
        }.joined(separator: "; ")
    }

    func charged() -> Answers.Answer {
        let words = OutcomeWords(history)
        let range = history.range(of: seconds)
        let acted = history.occurrences[range].filter { one in
            guard one.type == .outcomeRecorded, seconds.contains(one.at),
                let measure = words.measure(of: one.word, action: one.secondWord)
            else { return false }
            return [.charges, .arrests].contains(measure)
        }
        let corroborated = acted.filter { $0.flags.contains(.isCorroborated) }.count
        var sentences: [Answers.Sentence] = []
        if acted.isEmpty {
            sentences.append(Answers.Sentence("No charge and no arrest was recorded in this period."))
        } else {
            sentences.append(
                Answers.Sentence(
                    "\(counted(figures[.charges], "charge")) and \(counted(figures[.arrests], "arrest")) were recorded on cases "
                        + "in which a face was searched.", .charges))
            sentences.append(Answers.Sentence("By what was searched for: \(actedByPurpose()).", .charges))
            sentences.append(
                Answers.Sentence(
                    corroborated == acted.count
                        ? "For each, whoever recorded it wrote what speaks for it besides the face."
                        : "\(grouped(corroborated)) of \(grouped(acted.count)) say what speaks for them besides the face; "
                            + "\(grouped(acted.count - corroborated)) do not.", .corroborated))
        }
        let rows = acted.lazy.map { one in
            let searched = searches.count { $0.caseFile == one.caseFile && $0.at <= one.at }
            return Answers.Row(
                [
                    day(one.at), history.name(one.caseFile), history.word(one.secondWord) ?? "",
                    spelled(history.purposeName(one.purpose)), history.name(one.account),
                    grouped(searched), one.flags.contains(.isCorroborated) ? "yes" : "no",
                ], entry: Int(one.index))
        }
        return Answers.Answer(
            question: "Was anyone charged or arrested after a search, and was that corroborated?", sentences: sentences,
            table: rows.isEmpty
                ? nil
                : Answers.Table(
                    "Charges and arrests",
                    ["Recorded", "Case", "Action", "Purpose", "By", "Searches before, in this period", "Corroborated"],
                    rows))
    }

    /// What was switched off, and when.
    func switchedOff() -> Answers.Answer {
        let range = history.range(of: seconds)
        let off: Set<EventType> = [
            .accountSuspended, .accountLocked, .organisationSuspended, .collectionClosed, .grantRevoked,
            .authorisationRevoked, .tokenRevoked,
        ]
        let found = history.occurrences[range].filter { off.contains($0.type) && seconds.contains($0.at) }
        func count(_ type: EventType) -> Int { found.filter { $0.type == type }.count }
        var sentences = [
            Answers.Sentence(
                found.isEmpty
                    ? "Nothing was switched off."
                    : "Ended or suspended: "
                        + listed([
                            (count(.accountSuspended), "account", "accounts"),
                            (count(.organisationSuspended), "organisation", "organisations"),
                            (
                                count(.accountLocked),
                                "account's searching, after a break-glass that was not confirmed",
                                "accounts' searching, after a break-glass that was not confirmed"
                            ), (count(.authorisationRevoked), "approval", "approvals"),
                            (count(.collectionClosed), "collection", "collections"),
                            (count(.grantRevoked), "grant", "grants"),
                            (count(.tokenRevoked), "token of a program", "tokens of programs"),
                        ]) + ".")
        ]
        if figures[.policyChanges] > 0 {
            sentences.append(
                Answers.Sentence(
                    "A policy came into force \(counted(figures[.policyChanges], "time")).", .policyChanges))
        }
        let rows = found.lazy.map { one in
            let whom =
                one.subject >= 0 ? one.subject : one.collection >= 0 ? one.collection : one.organisation
            return Answers.Row(
                [
                    day(one.at), one.type.words, history.name(whom),
                    one.account >= 0 ? history.name(one.account) : "time",
                ],
                entry: Int(one.index))
        }
        return Answers.Answer(
            question: "What was switched off, and when?", sentences: sentences,
            table: rows.isEmpty ? nil : Answers.Table("In order", ["When", "What", "Whom", "By"], rows))
    }

    func misused() -> Answers.Answer {
        var sentences = [
            Answers.Sentence(
                figures[.signalsRaised] == 0
                    ? "No misuse signal was raised in this period."
                    : "\(counted(figures[.signalsRaised], "misuse signal was", "misuse signals were")) raised in this period; overseers "
                        + "explained \(grouped(figures[.signalsExplained])) and upheld \(grouped(figures[.signalsUpheld])).",
                figures[.signalsRaised] == 0 ? nil : .signalsRaised)
        ]
        let ever = history.occurrences.count { $0.type == .signalRaised }
        if ever > figures[.signalsRaised] {
            sentences.append(
                Answers.Sentence(
                    "In all, \(counted(ever, "signal was", "signals were")) raised so far. Some may be about use in this period: a signal "
                        + "counts on the day it is raised."))
        }
        if figures[.sealedHits] > 0 {
            sentences.append(
                Answers.Sentence(
                    "A sealed person would have been shown \(counted(figures[.sealedHits], "time")).", .sealedHits))
        }
        if figures[.requestsReceived] > 0 {
            sentences.append(
                Answers.Sentence(
                    "\(counted(figures[.requestsReceived], "person", "people")) asked about themselves; "
                        + "\(grouped(figures[.requestsAnswered])) were answered, \(grouped(figures[.requestsRefused])) refused, "
                        + "\(grouped(figures[.requestsLate])) late.", .requestsReceived))
        }
        return Answers.Answer(question: "Was it misused?", sentences: sentences, table: nil)
    }
}
