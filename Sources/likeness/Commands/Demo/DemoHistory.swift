import FaceSearch
import Foundation
import Records
import Rules
import Vocabulary

/// Two months of work: projects in every state, and some that wait for somebody today.
struct DemoHistory: Sendable {
    private static let teams = [DemoOffice.sam, DemoOffice.max, DemoOffice.ria, DemoOffice.hal]
    private static let subjects = [
        "Rowing finals, captions", "Strike of 1984", "Choir, members", "Ferry line, crew lists", "School anniversary",
        "Election nights", "Dockworkers, families", "Book fair, authors", "Market traders", "Harvest fairs",
        "Radio studio, guests", "Volunteers' thanks",
    ]
    /// How many searches a project of each kind is.
    private static let counts = [14, 9, 0, 3, 6, 18]

    let office: DemoOffice
    let faces: DemoFaces
    /// What goes wrong meanwhile, and who asks about themselves.
    let misuse: DemoMisuse
    let rights: DemoRights
    private let projects = 24

    private var home: Home { office.home }
    private var clock: DemoClock { office.clock }

    func live(progress: (_ done: Int, _ total: Int) -> Void) async throws {
        clock.passToMorning(afterHours: 0)
        for number in 0..<projects {
            try await project(number)
            try await misuse.happens(after: number)
            try await rights.happens(after: number)
            clock.passToMorning(afterHours: 24)
            progress(number + 1, projects)
        }
        clock.catchUp()
        try await leaveOpen()
    }

    // MARK: One project

    private func project(_ number: Int) async throws {
        let team = Self.teams[number % Self.teams.count]
        let (searcher, approver) = (try office.people[team.searcher], try office.people[team.approver])
        let reference =
            "\(Self.subjects[number % Self.subjects.count]) (\(2026)-\(String(format: "%03d", 101 + number)))"
        _ = try await office.open(reference, by: team)
        let kind = number % 6
        let asked = try await office.ask(reference, team, searches: kind == 1 ? 9 : 30, days: kind == 4 ? 4 : 60)
        clock.pass(hours: 3)
        guard kind != 2 else {
            _ = try await home.refuse(
                asked, reason: "The captions can be had from the agency's own lists.", as: approver)
            return
        }
        try await office.approve(asked, team)
        var latest = ""
        for index in 0..<Self.counts[kind] {
            clock.pass(hours: 0.4)
            latest = try await office.search(asked, photo(number, index), team)
        }
        if kind == 1 {
            // One more than was approved: the rules refuse it, and the log has that too.
            do { _ = try await office.search(asked, photo(number, 0), team) } catch is Failure {}
        }
        if kind == 3 {
            _ = try await home.revoke(asked, reason: "The donor asked for time.", as: approver)
        }
        let found = team.approver == "ann" && kind == 0 ? try await examine(latest, as: searcher) : nil
        _ = try await home.recordOutcome(outcome(of: number, found), of: reference, as: searcher)
        if kind == 0 { try await home.closeCase(reference, as: searcher) }
    }

    /// Two photos of each of a project's people, who are in no other project. The archive's first person is searched for at the
    /// end.
    private func photo(_ number: Int, _ index: Int) -> String {
        let people = Self.counts.map { ($0 + 1) / 2 }
        let (round, kind) = number.quotientAndRemainder(dividingBy: 6)
        let before = round * people.reduce(0, +) + people[..<kind].reduce(0, +)
        return faces.photo(ofPerson: 1 + before + index / 2, index % 2)
    }

    private func outcome(of number: Int, _ found: Outcome.Candidate?) -> Outcome {
        if let found {
            return Outcome(
                .actionTaken(.publication), of: found, text: "The caption was published with the name.",
                corroboration: "The club's register of that year names the same person in this seat.")
        }
        return number.isMultiple(of: 2)
            ? Outcome(.lead, text: "Two captions to be checked against the registers.") : Outcome(.noLead, text: "")
    }

    /// Two examiners agree on the second candidate; the first is the probe itself.
    private func examine(_ search: String, as searcher: Actor) async throws -> Outcome.Candidate? {
        guard try await home.results(of: search, as: searcher).candidates.count > 1 else { return nil }
        try await home.mark(.kept, rank: 2, of: search, as: searcher)
        try await home.requestReview(of: search, rank: 2, as: searcher)
        for name in ["eve", "eli"] {
            clock.pass(hours: 0.5)
            let examiner = try office.people[name]
            _ = try await home.candidateUnderReview(search, rank: 2, as: examiner)
            _ = try await home.review(
                search, rank: 2, .supports, reasons: "Ears, hairline and the line of the jaw agree.", as: examiner)
        }
        return Outcome.Candidate(search: search, rank: 2)
    }

    // MARK: Today

    /// What waits for somebody: requests, a break-glass, candidates to examine, and an authorisation to search on.
    private func leaveOpen() async throws {
        let sam = try office.people["sam"]
        _ = try await office.open("Lost portraits (2026-201)", by: DemoOffice.sam)
        let running = try await office.ask("Lost portraits (2026-201)", DemoOffice.sam, searches: 30)
        _ = try await home.approve(running, reason: "Asked for by the families.", as: office.people["ann"])
        for person in [DemoFaces.Guest.firstPortrait, .secondPortrait, .thirdPortrait] {
            let search = try await office.search(running, faces.photo(of: person, 0), DemoOffice.sam)
            guard try await home.results(of: search, as: sam).candidates.count > 1 else { continue }
            try await home.requestReview(of: search, rank: 2, as: sam)
        }
        _ = try await office.open("Ferry crew (2026-202)", by: DemoOffice.sam)
        _ = try await office.ask("Ferry crew (2026-202)", DemoOffice.sam, days: 30)
        let ria = try office.people["ria"]
        _ = try await office.open("A child at the fair (2026-203)", by: DemoOffice.ria)
        let taken = try await home.breakGlass(
            AuthorisationDraft(
                caseReference: "A child at the fair (2026-203)", purpose: "missing-person", necessity: "",
                proportionality: "", collections: ["press-photos"], searches: 3, days: 1),
            reason: "The family is at the desk: a child was seen on a photo of today.", as: ria)
        _ = try await office.search(taken.authorisation.ref, faces.photo(of: .childAtTheFair, 0), DemoOffice.ria)
    }
}
