import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

/// Stylesheets, scripts and the icon: part of the program, and nobody's secret.
enum AssetPages {
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    static let routes: [Route] = [
        .get("/assets/:name", for: .anybody) { visit in
            let name = try visit.id("name")
            guard let bytes = PageAssets.all[name], let type = types[String(name.split(separator: ".").last ?? "")]
            else { throw Failure.unknownPage }
            var response = Response.bytes(bytes, type)
            response.headers[.cacheControl] = "max-age=3600"
            return response
        }
    ]
}
