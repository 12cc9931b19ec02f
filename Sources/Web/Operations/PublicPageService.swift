import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Synchronization
import Vocabulary

/// The public page, at one path, and nothing else at any.
final class PublicPageService: Sendable {
    private let home: Home
    private let texts: PublicPageTexts
    private let page = Mutex<(html: [UInt8], made: ContinuousClock.Instant)?>(nil)
    /// So long the same page is given: strangers cause no work.
    private static let age = Duration.seconds(60)

    init(home: Home, texts: PublicPageTexts) {
        self.home = home
        self.texts = texts
    }

    var responder: CallbackResponder<BasicRequestContext> {
        CallbackResponder { request, _ in
            var response = self.answer(request)
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            response.headers[.xContentTypeOptions] = "nosniff"
            response.headers[HTTPField.Name("Referrer-Policy")!] = "no-referrer"
            return response
        }
    }

    private func answer(_ request: Request) -> Response {
        // The path as it was sent: no other spelling of it leads anywhere.
        guard request.head.path == "/", request.method == .get || request.method == .head else {
            return Response(status: .notFound)
        }
        guard let html = try? current() else { return Response(status: .serviceUnavailable) }
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "public, max-age=300"],
            body: .parts(of: request.method == .head ? [] : html))
    }

    private func current() throws -> [UInt8] {
        try page.withLock { page in
            if let page, .now - page.made < Self.age { return page.html }
            let html = Array(try PublicPage(home.publicFacts(), texts).html().utf8)
            page = (html, .now)
            return html
        }
    }
}
