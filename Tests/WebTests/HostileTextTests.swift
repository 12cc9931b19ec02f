import FaceSearch
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Records
import Rules
import Secrets
import TestStage
import Testing
import Web

@Suite("What strangers wrote stays text")
struct HostileTextTests {
    static let hostile = #"<script>alert(1)</script>"><img src=x onerror=alert(1)> {{csrf}} {{{content}}} ' & "#
        .trimmingCharacters(in: .whitespaces)

    @Test("a case's reference, a collection's texts and an account's name come to no page as markup")
    func stored() async throws {
        let callers = try await Callers.shared.value
        let home = callers.stage.home
        let searcher = try await callers.stage.person("o'hare & co", [.searcher, .custodian])
        let session = try #require(callers.stage.token(of: searcher))
        let opened = try await home.openCase(Self.hostile, as: searcher)
        let collection = try await home.createCollection(
            named: "x \(Self.hostile)", controller: Self.hostile, lawfulBasis: Self.hostile, source: Self.hostile,
            retentionDays: 30, as: searcher)
        _ = try await home.requestAuthorisation(
            AuthorisationDraft(
                caseReference: Self.hostile, purpose: "missing-person",
                necessity: "Why it is needed: \(Self.hostile)", proportionality: "In proportion: \(Self.hostile)",
                collections: [collection.name], searches: 1, days: 1), as: searcher)
        let asked = try #require(try await home.authorisations(as: searcher).own.first)
        let paths = [
            "/", "/cases", "/cases/\(opened.ref.rawValue)", "/authorisations/new?case=\(opened.ref.rawValue)",
            "/authorisations/\(asked.authorisation.ref.rawValue)", "/collections", "/collections/\(collection.ref)",
            "/collections/\(collection.ref)/photos", "/account", "/cases?done=%3Cscript%3E", "/sealed",
        ]
        try await callers.server.buildApplication().test(.router) { client in
            for path in paths {
                let page = try await client.execute(uri: path, method: .get, headers: [.cookie: session.cookie])
                #expect(page.status == .ok, "\(path)")
                #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"), "\(path)")
                // And no template took it for its own.
                if page.text.contains("onerror") { #expect(page.text.contains("{{csrf}}"), "\(path)") }
            }
            // What was typed wrongly is shown again as it was.
            let key = try await client.execute(uri: "/cases", method: .get, headers: [.cookie: session.cookie]).text
                .firstMatch(of: /name="csrf" value="([^"]+)"/)?.1
            let body =
                "csrf=\(String(key ?? "").addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
                + "&reference=\(Self.hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
            let again = try await client.execute(
                uri: "/cases", method: .post,
                headers: [.cookie: session.cookie, .contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: body))
            #expect(again.status == .conflict && again.failure == nil)
            #expect(!again.text.contains("<script>alert") && again.text.contains("&lt;script&gt;"))
        }
    }

    @Test(
        "no template puts anything in unescaped but the page itself and the QR code, and none has a script or a style in it"
    )
    func templates() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Web/Templates")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 30)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let raw = text.matches(of: /\{\{\{\s*([a-zA-Z.]+)/).map { String($0.1) }
            #expect(raw.allSatisfy { ["content", "qr"].contains($0) }, "\(file.lastPathComponent): \(raw)")
            #expect(!text.contains("{{&"))
            #expect(text.firstMatch(of: /\sstyle=|\son[a-z]+=|<style|<script(?! type="module" src="\/assets\/)/) == nil)
            #expect(text.firstMatch(of: /(?:src|href|action)="https?:/) == nil)
        }
    }
}
