import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Rules
import Secrets
import Testing
import Web

@Suite("Every way in is closed but to those whom it is for")
struct DoorTests {
    /// A path with an id in each place that varies; nothing has it.
    private func path(_ route: Route) -> String {
        route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix(":") ? "00000000000000000000000000000000" : String(part)
        }.joined(separator: "/")
    }

    private func roles(_ route: Route) -> Set<Role>? {
        switch route.access {
        case .anybody: nil
        case .signedIn: Set(Role.allCases)
        case .duty(let duties): duties.reduce(into: []) { $0.formUnion($1.roles) }
        }
    }

    @Test("each route, asked by nobody and by somebody of each role", arguments: [false, true])
    func everyRoute(isAPI: Bool) async throws {
        let callers = try await Callers.shared.value
        try await callers.server.buildApplication().test(.router) { client in
            for route in Routes.all where route.isAPI == isAPI {
                guard let allowed = roles(route) else { continue }
                let nobody = try await client.execute(uri: path(route), method: route.method, headers: Self.form)
                if isAPI {
                    #expect(nobody.status == .unauthorized, "\(route.method) \(route.path)")
                } else {
                    #expect(
                        nobody.status == .seeOther && nobody.headers[.location] == "/sign-in",
                        "\(route.method) \(route.path)")
                }
                for (role, person) in callers.people {
                    var headers = Self.form
                    if isAPI {
                        headers[.authorization] = "Bearer \(person.program.text)"
                    } else {
                        headers[.cookie] = person.session.cookie
                    }
                    // Whoever may is kept from doing anything by the missing key of the form.
                    if isAPI, allowed.contains(role), route.method != .get { continue }
                    let answer = try await client.execute(
                        uri: path(route), method: route.method, headers: headers)
                    let what = "\(route.method) \(route.path) by \(role): \(answer.status) \(answer.failure ?? "")"
                    if !allowed.contains(role) {
                        #expect(answer.status == .forbidden && answer.failure == "role.missing", "\(what)")
                    } else if route.method == .get {
                        #expect(answer.failure != "role.missing" && answer.status.code < 500, "\(what)")
                    } else {
                        #expect(["form.forged", "form.malformed"].contains(answer.failure), "\(what)")
                    }
                }
            }
        }
    }

    private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

    @Test("another method than a page's own is refused by name, and HEAD is answered like GET, without its body")
    func methods() async throws {
        let callers = try await Callers.shared.value
        try await callers.server.buildApplication().test(.router) { client in
            let deletion = try await client.execute(uri: "/sign-in", method: .delete)
            #expect(deletion.status == .methodNotAllowed)
            #expect(deletion.headers[.allow] == "GET, HEAD, POST")
            let unknown = try await client.execute(uri: "/nothing", method: .delete)
            #expect(unknown.status == .notFound)
            let search = try await client.execute(
                uri: "/api/v1/searches/00000000000000000000000000000000", method: .put)
            #expect(search.status == .methodNotAllowed && search.failure == "page.method")
            let head = try await client.execute(uri: "/livez", method: .head)
            #expect(head.status == .ok && head.body.readableBytes == 0)
        }
    }

    /// What each role may ask for, as a file: a change to it is seen in review.
    @Test("who may do what is as it was reviewed")
    func table() throws {
        let lines = Routes.all.map { route in
            let who = roles(route).map { $0.map(\.rawValue).sorted().joined(separator: " ") } ?? "anybody"
            return "\(route.method.rawValue) \(route.path): \(who)"
        }.sorted()
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/access.txt")
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["LIKENESS_RECORD_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test("a form is taken with its session's key only, and never from another site")
    func forgery() async throws {
        let callers = try await Callers.shared.value
        let person = try #require(callers.people[.searcher])
        let other = try #require(callers.people[.custodian])
        try await callers.server.buildApplication().test(.router) { client in
            func open(key: String, site: String?) async throws -> TestResponse {
                var headers = Self.form
                headers[.cookie] = person.session.cookie
                if let site { headers[HTTPField.Name("Sec-Fetch-Site")!] = site }
                let escaped = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                return try await client.execute(
                    uri: "/cases", method: .post, headers: headers,
                    body: ByteBuffer(string: "csrf=\(escaped)&reference=forged-\(UUID().uuidString)"))
            }
            let page = try await client.execute(
                uri: "/cases", method: .get, headers: [.cookie: person.session.cookie]
            ).text
            let key = try #require(page.firstMatch(of: /name="csrf" value="([^"]+)"/)).1
            let others = try await client.execute(
                uri: "/collections", method: .get, headers: [.cookie: other.session.cookie]
            ).text
            let othersKey = try #require(others.firstMatch(of: /name="csrf" value="([^"]+)"/)).1
            #expect(key != othersKey && !key.contains(person.session.text.prefix(8)))
            for wrong in ["", "x", String(othersKey), String(key.dropLast(2))] {
                #expect(try await open(key: wrong, site: "same-origin").failure == "form.forged")
            }
            for site in ["cross-site", "same-site", "nonsense"] {
                #expect(try await open(key: String(key), site: site).failure == "form.forged")
            }
            #expect(try await open(key: String(key), site: "same-origin").status == .seeOther)
            #expect(try await open(key: String(key), site: nil).status == .seeOther)
        }
    }

    @Test("a session that the browser had before signing in does not become the new one")
    func fixation() async throws {
        let callers = try await Callers.shared.value
        let planted = "00000000-00000000-00000000-00000000"
        try await callers.server.buildApplication().test(.router) { client in
            var headers = Self.form
            headers[.cookie] = "likeness=\(planted)"
            let answer = try await client.execute(
                uri: "/sign-in", method: .post, headers: headers,
                body: ByteBuffer(string: "name=the-searcher&password=wrong+wrong+wrong&code=000000"))
            #expect(answer.status == .unauthorized && answer.headers[.setCookie] == nil)
            #expect(try await client.execute(uri: "/", method: .get, headers: headers).status == .seeOther)
        }
    }

    @Test("every answer has the headers that keep it safe, errors too", arguments: ["/sign-in", "/nothing", "/livez"])
    func headers(path: String) async throws {
        let callers = try await Callers.shared.value
        try await callers.server.buildApplication().test(.router) { client in
            let headers = try await client.execute(uri: path, method: .get).headers
            let policy = try #require(headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(headers[.xContentTypeOptions] == "nosniff" && headers[.cacheControl] == "no-store")
            #expect(headers[HTTPField.Name("X-Frame-Options")!] == "DENY")
        }
    }
}
