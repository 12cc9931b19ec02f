import FaceAnalysis
import FaceSearch
import Foundation
import Records
import Rules
import SyntheticPeople

/// Two months of work: projects in every state, and some that wait for somebody today.
struct DemoHistory {
    private struct Team {
        let searcher: String
        let approver: String
        let collections: [String]
    }

    private static let teams = [
        Team(searcher: "sam", approver: "ann", collections: ["press-photos"]),
        Team(searcher: "max", approver: "mia", collections: ["town-hall"]),
        Team(searcher: "ria", approver: "ann", collections: ["press-photos", "town-hall"]),
        Team(searcher: "hal", approver: "hua", collections: ["harbour"]),
    ]
    private static let subjects = [
        "Rowing finals, captions", "Strike of 1984", "Choir, members", "Ferry line, crew lists", "School anniversary",
        "Election nights", "Dockworkers, families", "Book fair, authors", "Market traders", "Harvest fairs",
        "Radio studio, guests", "Volunteers' thanks",
    ]

    let home: Home
    let clock: DemoClock
    let people: DemoPeople
    let analyzer: FaceAnalyzer
    /// Photo files of one face each, to search with.
    let probes: [String]
    private let projects = 24

    /// - Returns: how many searches were made.
    func live(progress: (_ done: Int, _ total: Int) -> Void) async throws -> Int {
        var searches = 0
        for number in 0..<projects {
            searches += try await project(number)
            clock.pass(hours: 54)
            progress(number + 1, projects)
        }
        clock.catchUp()
        try await leaveOpen()
        return searches
    }

    // MARK: One project

    private func project(_ number: Int) async throws -> Int {
        let team = Self.teams[number % Self.teams.count]
        let (searcher, approver) = (try people[team.searcher], try people[team.approver])
        let reference =
            "\(Self.subjects[number % Self.subjects.count]) (\(2026)-\(String(format: "%03d", 101 + number)))"
        _ = try await home.openCase(reference, as: searcher)
        let kind = number % 6
        let most = kind == 1 ? 9 : 30
        let asked = try await ask(reference, team, searches: most, days: kind == 4 ? 4 : 60, as: searcher)
        clock.pass(hours: 3)
        guard kind != 2 else {
            _ = try await home.refuse(
                asked, reason: "The captions can be had from the agency's own lists.", as: approver)
            return 0
        }
        _ = try await home.approve(
            asked, reason: "Needed for the catalogue, and nothing short of it will do.", as: approver)
        let count = [14, 9, 0, 3, 6, 18][kind]
        var latest = ""
        for index in 0..<count {
            clock.pass(hours: 0.4)
            latest = try await search(asked, number * 31 + index, as: searcher)
        }
        if kind == 3 {
            _ = try await home.revoke(asked, reason: "The donor asked for time.", as: approver)
        }
        if team.approver == "ann", kind == 0 || kind == 5 { try await examine(latest, as: searcher) }
        _ = try await home.recordOutcome(
            number.isMultiple(of: 2)
                ? Outcome(.lead, text: "Two captions to be checked against the registers.")
                : Outcome(.noLead, text: ""), of: reference, as: searcher)
        if kind == 0 { try await home.closeCase(reference, as: searcher) }
        return count
    }

    private func ask(
        _ reference: String, _ team: Team, searches: Int, days: Int, as searcher: Actor
    ) async throws -> AuthorisationRef {
        let draft = AuthorisationDraft(
            caseReference: reference,
            purpose: team.collections.contains("town-hall") ? "provenance" : "caption-verification",
            necessity: "The captions of this series are lost, and the photographer's book does not name anybody.",
            proportionality: "One series, the collections it was taken for, and strangers are dismissed at once.",
            collections: team.collections, searches: searches, days: days)
        return try await home.requestAuthorisation(draft, as: searcher).authorisation.ref
    }

    private func search(_ authorisation: AuthorisationRef, _ number: Int, as searcher: Actor) async throws -> String {
        let bytes = try NamedPhoto.read(probes[number % probes.count])
        let list = try await home.search(
            SearchRequest(probe: bytes, face: 1, probeType: .scan, authorisation: authorisation), as: searcher,
            with: analyzer)
        return list.search
    }

    /// Two examiners agree on the second candidate; the first is the probe itself.
    private func examine(_ search: String, as searcher: Actor) async throws {
        guard try await home.results(of: search, as: searcher).candidates.count > 1 else { return }
        try await home.mark(.kept, rank: 2, of: search, as: searcher)
        try await home.requestReview(of: search, rank: 2, as: searcher)
        for name in ["eve", "eli"] {
            clock.pass(hours: 5)
            let examiner = try people[name]
            _ = try await home.candidateUnderReview(search, rank: 2, as: examiner)
            _ = try await home.review(
                search, rank: 2, .supports, reasons: "Ears, hairline and the line of the jaw agree.", as: examiner)
        }
    }

    // MARK: Today

    /// What waits for somebody: requests, a break-glass, candidates to examine, and an authorisation to search on.
    private func leaveOpen() async throws {
        let sam = try people["sam"]
        _ = try await home.openCase("Lost portraits (2026-201)", as: sam)
        let running = try await ask("Lost portraits (2026-201)", Self.teams[0], searches: 30, days: 60, as: sam)
        _ = try await home.approve(running, reason: "Asked for by the families.", as: people["ann"])
        for index in 0..<3 {
            let search = try await search(running, 700 + index, as: sam)
            guard try await home.results(of: search, as: sam).candidates.count > 1 else { continue }
            try await home.requestReview(of: search, rank: 2, as: sam)
        }
        _ = try await home.openCase("Ferry crew (2026-202)", as: sam)
        _ = try await ask("Ferry crew (2026-202)", Self.teams[0], searches: 10, days: 30, as: sam)
        let ria = try people["ria"]
        _ = try await home.openCase("A child at the fair (2026-203)", as: ria)
        let taken = try await home.breakGlass(
            AuthorisationDraft(
                caseReference: "A child at the fair (2026-203)", purpose: "missing-person", necessity: "",
                proportionality: "", collections: ["press-photos"], searches: 3, days: 1),
            reason: "The family is at the desk: a child was seen on a photo of today.", as: ria)
        _ = try await search(taken.authorisation.ref, 801, as: ria)
    }
}
