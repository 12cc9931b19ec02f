import FaceSearch
import Foundation
import Oversight
import TransparencyLog

/// A history that a test writes itself, entry by entry, as a home would log it.
struct Chronicle {
    private(set) var history = History()
    /// Begins on Monday, 5 January 2026, at nine.
    private var moment = Date(timeIntervalSince1970: 1_767_225_600 + 4 * 86_400 + 9 * 3600)
    private var ids: [String: PseudonymousID] = [:]
    /// What ``search(_:on:face:_:)`` said of faces.
    private(set) var faces: [String: Int] = [:]

    private let withPayloads: Bool

    /// - Parameter withPayloads: whether what entries commit to is still known.
    init(withPayloads: Bool = true) {
        self.withPayloads = withPayloads
        tell(.homeCreated)
    }

    mutating func id(_ name: String) -> PseudonymousID {
        if let id = ids[name] { return id }
        let id = PseudonymousID.random()
        ids[name] = id
        return id
    }

    mutating func wait(_ seconds: TimeInterval) { moment += seconds }
    mutating func wait(days: Double) { moment += days * 86_400 }
    /// To this hour of the next day.
    mutating func next(hour: Int) {
        let day = (moment.timeIntervalSince1970 / 86_400).rounded(.down) + 1
        moment = Date(timeIntervalSince1970: day * 86_400 + Double(hour) * 3600)
    }

    mutating func tell(_ type: EventType, _ names: [String: String] = [:], _ payload: [String: JSONValue] = [:]) {
        var known: [String: PseudonymousID] = [:]
        for (name, value) in names { known[name] = id(value) }
        do {
            var opened: (commitment: Commitment, opening: CommitmentOpening)?
            if !payload.isEmpty {
                opened = try Commitment.make(to: .object(JSONObject(payload.map { ($0.key, $0.value) })))
            }
            let event = LoggedEvent(type.rawValue, at: moment, ids: known, commitment: opened?.commitment)
            history.read(try event.bytes, payload: withPayloads ? opened?.opening.payload : nil)
        } catch {
            preconditionFailure("\(error)")
        }
        moment += 1
    }

    mutating func organisation(_ name: String, accounts: [String]) {
        tell(.organisationCreated, ["organisation": name], ["name": .string(name)])
        for account in accounts {
            tell(
                .accountCreated, ["subject": account, "organisation": name],
                ["subject": .string(account), "roles": .array([.string("searcher")])])
        }
    }

    mutating func request(
        _ authorisation: String, of searcher: String, on file: String, days: Double = 30, breakGlass: Bool = false
    ) {
        tell(
            breakGlass ? .breakGlassUsed : .authorisationRequested,
            ["authorisation": authorisation, "case": file, "account": searcher],
            [
                "purpose": .string("missing-person"),
                "expires": .string((moment + days * 86_400).formatted(.iso8601)),
            ])
    }

    mutating func approve(_ authorisation: String, by approver: String, of file: String) {
        tell(
            .authorisationApproved, ["authorisation": authorisation, "case": file, "account": approver],
            ["reason": .string("r")])
    }

    mutating func refuse(_ authorisation: String, by approver: String, of file: String) {
        tell(
            .authorisationRefused, ["authorisation": authorisation, "case": file, "account": approver],
            ["reason": .string("r")])
    }

    /// A search for somebody who asks about themselves, by a custodian.
    mutating func searchForRequest(
        _ request: String, by custodian: String, kind: String = "access", face: Int? = nil, found: Int = 3,
        sealed: Int = 0
    ) {
        let search = "search \(history.size)"
        if let face { faces[id(search).text] = face }
        tell(.requestReceived, ["request": request, "account": custodian], ["kind": .string(kind)])
        let names = ["request": request, "search": search, "account": custodian]
        tell(.requestSearchStarted, names, ["collections": .array([])])
        let persons = (0..<sealed).map { JSONValue.string("\($0)") }
        tell(.requestSearchCompleted, names, ["found": .number(Double(found)), "sealedHits": .array(persons)])
    }

    /// The id of the last search.
    var lastSearch: String { history.searches.last.flatMap { history.id($0.number) }?.text ?? "" }

    /// Leave to search, asked for and given an hour later.
    mutating func allow(
        _ authorisation: String, to searcher: String, on file: String, by approver: String = "ann", days: Double = 30
    ) {
        request(authorisation, of: searcher, on: file, days: days)
        wait(3600)
        approve(authorisation, by: approver, of: file)
    }

    mutating func search(
        _ searcher: String, on authorisation: String, face: Int? = nil, candidates: Int = 3, sealed: Int = 0,
        purpose: String = "missing-person"
    ) {
        let search = "search \(history.size)"
        if let face { faces[id(search).text] = face }
        let names = ["search": search, "account": searcher, "authorisation": authorisation]
        tell(.searchStarted, names, ["purpose": .string(purpose), "collections": .array([])])
        let persons = (0..<sealed).map { JSONValue.string("\($0)") }
        tell(
            .searchCompleted, names,
            ["candidates": .number(Double(candidates)), "sealedHits": .array(persons)])
    }
}
