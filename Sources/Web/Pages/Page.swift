import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Vocabulary

extension Visit {
    /// A page in the frame that all have: who is signed in, where they may go, what was just done.
    func page(
        _ template: String, _ title: String, _ content: Fields = [:], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var content = fields(content)
        content["csrf"] = caller.session?.formKey ?? ""
        let html = desk.pages.render(template, content, title: title, frame: try Frame(self).fields)
        return .html(html, status: status)
    }

    /// To another page, after something was done; a word says what (``Notice``).
    func see(_ path: String, _ notice: Notice? = nil) -> Response {
        let query = notice.map { (path.contains("?") ? "&" : "?") + "done=\($0.rawValue)" } ?? ""
        // What follows # stays at the end.
        let parts = path.split(separator: "#", maxSplits: 1)
        let fragment = parts.count > 1 ? "#\(parts[1])" : ""
        return Response(status: .seeOther, headers: [.location: "\(parts[0])\(query)\(fragment)"])
    }
}

extension Response {
    static func html(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .parts(of: Array(html.utf8)))
    }

    /// A JPEG picture; in its place, when its file is gone or has changed, one that says so.
    static func picture(_ make: () async throws -> [UInt8]) async throws -> Response {
        do { return .bytes(try await make(), "image/jpeg") } catch let failure as Failure
            where failure.code.name.hasPrefix("photo.")
        {
            var response = bytes(PageAssets.gonePicture, "image/svg+xml")
            response.status = .notFound
            return response
        }
    }

    /// A file that is not held in memory.
    static func streamed(_ body: ResponseBody, _ type: String, fileName: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(fileName)\""], body: body)
    }

    static func bytes(_ bytes: [UInt8], _ type: String, fileName: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
        return Response(status: .ok, headers: headers, body: .parts(of: bytes))
    }
}

extension ResponseBody {
    /// One write after the other, so that it is seen whether they are taken; see ``ConnectionPatience``.
    static func parts(of bytes: [UInt8]) -> ResponseBody {
        let whole = ByteBuffer(bytes: bytes)
        guard bytes.count > partSize else { return ResponseBody(byteBuffer: whole) }
        return ResponseBody(contentLength: bytes.count) { writer in
            var rest = whole
            while let part = rest.readSlice(length: min(partSize, rest.readableBytes)), part.readableBytes > 0 {
                try await writer.write(part)
            }
            try await writer.finish(nil)
        }
    }

    private static let partSize = 128 << 10
}

/// What was just done, as a page's address says it: none but these words are shown.
enum Notice: String {
    case caseOpened = "case-opened"
    case caseClosed = "case-closed"
    case asked, approved, refused, revoked, unlocked
    case kept, dismissed, sent, reviewed
    case outcome = "outcome-recorded"
    case collectionMade = "collection-made"
    case collectionClosed = "collection-closed"
    case indexing, erased, sealed, lifted, granted
    case grantRevoked = "grant-revoked"
    case protected
    case protectionEnded = "protection-ended"
    case signalExplained = "signal-explained"
    case signalUpheld = "signal-upheld"
    case signalReopened = "signal-reopened"
    case retention = "retention-run"
    case organisationMade = "organisation-made"
    case suspended, resumed
    case roles = "roles-saved"
    case policy = "policy-adopted"
    case sessionsEnded = "sessions-ended"
    case tokenRevoked = "token-revoked"
    case password = "password-changed"
    case signedOut = "signed-out"
    case requestReceived = "request-received"
    case requestIdentified = "request-identified"
    case requestSearched = "request-searched"
    case requestJudged = "request-judged"
    case requestAnswered = "request-answered"
    case requestRefused = "request-refused"
    case requestWithdrawn = "request-withdrawn"

    var text: String {
        switch self {
        case .caseOpened: "The case is open."
        case .caseClosed: "The case is closed. Nothing is searched on it any more."
        case .asked: "Asked. An approver decides next."
        case .approved: "Approved."
        case .refused: "Refused."
        case .revoked: "Taken back, from the next search on."
        case .unlocked: "They may search again."
        case .kept: "Kept."
        case .dismissed: "Dismissed. It stays in the list, and in the case file."
        case .sent: "Sent to examiners."
        case .reviewed: "Your verdict is recorded."
        case .outcome: "Recorded."
        case .collectionMade: "The collection is there. Index photos into it next."
        case .collectionClosed: "The collection is closed."
        case .indexing: "Indexing has begun."
        case .erased: "Erased. It stays out when the folder is indexed again."
        case .sealed: "Sealed: from the next search on, no searcher is shown them."
        case .lifted: "The seal is lifted."
        case .granted: "Granted."
        case .protected: "Protected: overseers are told of each search for them."
        case .protectionEnded: "The protection has ended, and what they were known by is erased."
        case .signalExplained: "Explained. New evidence opens it again."
        case .signalUpheld: "Upheld."
        case .signalReopened: "Open again."
        case .grantRevoked: "The grant is taken back, from the next search on."
        case .retention: "What was due is erased."
        case .organisationMade: "The organisation is there."
        case .suspended: "Suspended, from the next click on."
        case .resumed: "They may go on."
        case .roles: "The roles are saved."
        case .policy: "The policy is in force."
        case .sessionsEnded: "Ended."
        case .tokenRevoked: "The token opens nothing any more."
        case .password: "Your password is changed."
        case .signedOut: "You have signed out."
        case .requestReceived: "Recorded. Check next who asks."
        case .requestIdentified: "Recorded by what it was checked who asks."
        case .requestSearched: "Looked. Say of each found face whether it is the person."
        case .requestJudged: "Saved."
        case .requestAnswered: "Answered. What was kept for it is erased."
        case .requestRefused: "Refused. What was kept for it is erased."
        case .requestWithdrawn: "Withdrawn. What was kept for it is erased."
        }
    }
}

/// What stands around every page.
struct Frame {
    let fields: Fields

    private static let places: [(href: String, text: String, duties: Set<Duty>)] = [
        ("/", "Search", [.search]), ("/cases", "Cases", [.seeCases]),
        ("/approvals", "To decide", [.decideAuthorisation]),
        ("/reviews", "To examine", [.review]), ("/collections", "Collections", [.manageCollections]),
        ("/requests", "Requests", [.answerRequest]), ("/sealed", "Sealed", [.sealPerson]),
        ("/protected", "Protected", [.sealPerson]), ("/retention", "Retention", [.runRetention]),
        ("/accounts", "Accounts", [.manageAccounts]), ("/organisations", "Organisations", [.manageOrganisations]),
        ("/oversight", "Use", [.readUsage]), ("/oversight/signals", "Signals", [.decideSignal]),
        ("/policy", "Policy", [.changePolicy]), ("/health", "Health", [.manageAccounts]),
        ("/oversight/report", "Report", [.publishReport]), ("/oversight/evidence", "Evidence", [.exportEvidence]),
        ("/oversight/witnesses", "Witnesses", [.readUsage]), ("/oversight/words", "Words", [.readUsage]),
    ]

    private static let householdPlaces: Set<String> = [
        "/", "/collections", "/requests", "/sealed", "/protected", "/retention", "/oversight", "/health",
    ]

    /// The place that a path belongs to: `/oversight/signals/1` to `/oversight/signals`, not to `/oversight`.
    private static func place(of path: String) -> String? {
        places.map(\.href).filter { $0 == path || path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
    }

    init(_ visit: Visit) throws {
        let home = visit.home
        var fields: Fields = ["profile": home.profile.rawValue]
        if let notice = visit.query("done").flatMap(Notice.init(rawValue:)) {
            fields["notice"] = ["text": notice.text, "isError": false] as Fields
        }
        if let actor = visit.caller.actor {
            let own = try home.identity(of: actor)
            let path = visit.request.uri.path
            fields["person"] =
                [
                    "name": own.account.name, "organisation": own.organisation.name,
                    "roles": own.account.roles.map(\.rawValue).sorted().joined(separator: ", "),
                ] as Fields
            let isHousehold = home.profile == .household
            fields["places"] = Self.places.filter { !$0.duties.isDisjoint(with: own.duties) }
                .filter { !isHousehold || Self.householdPlaces.contains($0.href) }
                .map { place in
                    [
                        "href": place.href, "text": place.text,
                        "isHere": place.href == Self.place(of: path),
                    ] as Fields
                }
            fields["logEntries"] = Words.number(try home.loggedEntries())
        }
        self.fields = fields
    }
}
