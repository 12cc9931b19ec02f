import HTTPTypes
import Hummingbird

/// What every answer says to the browser: nothing from elsewhere, nothing inline, nothing kept, shown in no other page's frame.
enum SecurityHeaders {
    static let contentSecurityPolicy =
        "default-src 'none'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    static func add(to headers: inout HTTPFields, isEncrypted: Bool) {
        headers[.contentSecurityPolicy] = contentSecurityPolicy
        headers[.xContentTypeOptions] = "nosniff"
        headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        headers[HTTPField.Name("X-Frame-Options")!] = "DENY"
        headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] = "same-origin"
        headers[HTTPField.Name("Permissions-Policy")!] = "camera=(), microphone=(), geolocation=()"
        headers[HTTPField.Name("X-Robots-Tag")!] = "noindex"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        if isEncrypted { headers[.strictTransportSecurity] = "max-age=31536000" }
    }
}
