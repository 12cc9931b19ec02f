import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Rules
import Testing
import Web

@Suite("Where the public page is served, there is nothing else")
struct PublicPageTests {
    private func ask(_ path: String, _ method: HTTPRequest.Method = .get) async throws -> TestResponse {
        let callers = try await Callers.shared.value
        let session = callers.people[.custodian]?.session.cookie ?? ""
        return try await Application(responder: callers.server.publicResponder()).test(.router) { client in
            try await client.execute(uri: path, method: method, headers: [.cookie: session])
        }
    }

    @Test("the one page is there, with no cookie, no script, no link, and a policy that allows none")
    func page() async throws {
        let answer = try await ask("/")
        #expect(answer.status == .ok && answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.headers[.setCookie] == nil)
        #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
        for part in ["<script", "href=", "src=", "<form", "<input"] { #expect(!answer.text.contains(part), "\(part)") }
        let head = try await ask("/", .head)
        #expect(head.status == .ok && head.body.readableBytes == 0)
    }

    @Test("every route of the desk and the API is not there, whoever asks and however")
    func nothingElse() async throws {
        for route in Routes.all where route.path != "/" {
            let path = route.path.replacing(/:[a-zA-Z]+/, with: "00000000000000000000000000000000")
            let answer = try await ask(path, route.method)
            #expect(answer.status == .notFound && answer.body.readableBytes == 0, "\(route.method) \(path)")
        }
    }

    @Test(
        "no other spelling or method leads anywhere",
        arguments: [
            "/?x=1", "//", "/.", "/./", "/..", "/%2e", "/index.html", "/%2F", "/requests", "/assets/style.css",
            "/sign-in", "/api/v1/me", "/health", "/favicon.ico", "/robots.txt",
        ])
    func spelling(path: String) async throws {
        #expect(try await ask(path).status == .notFound)
        for method: HTTPRequest.Method in [.post, .put, .delete, .options, .patch, .trace] {
            #expect(try await ask("/", method).status == .notFound)
        }
    }
}
