import FaceSearch
import Foundation
import Presentation
import Rules
import Vocabulary

/// The public page, to be put onto another site. Only where this server serves it: an operator who has it nowhere may have said
/// nowhere which collections are left out.
enum PublicPageAPI {
    static let routes: [Route] = [
        .read("/public-page", "getPublicPage", "What the public page says; 404 where it is off.", for: .signedIn) {
            PublicPageOutput(try $0.publicFacts(), $0.desk.publicTexts)
        },
        .file(
            "/public-page.html", "getPublicPageHTML", "The page in one file; 404 where it is off.", for: .signedIn,
            "text/html; charset=utf-8"
        ) { Array(try PublicPage($0.publicFacts(), $0.desk.publicTexts).html().utf8) },
    ]
}

extension Visit {
    fileprivate func publicFacts() throws -> PublicFacts {
        guard desk.settings.publicPage != nil else { throw Failure.unknownPage }
        return try home.publicFacts()
    }
}
