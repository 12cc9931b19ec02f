package import Foundation

/// Days as people read them, in UTC: 3 March 2026.
package enum DateInWords {
    /// - Parameter language: a tag such as `de` or `pt-BR`; English where it is not known.
    package static func day(_ date: Date, in language: String = "en") -> String {
        // British, as all of the house's own texts are.
        let locale = Locale(identifier: language == "en" ? "en_GB" : language)
        return date.formatted(
            Date.FormatStyle(
                date: .long, time: .omitted, locale: locale, calendar: Calendar(identifier: .gregorian), timeZone: .gmt)
        )
    }

    /// With the time: 3 March 2026, 14:05 UTC.
    package static func minute(_ date: Date) -> String {
        let time = date.formatted(.iso8601.time(includingFractionalSeconds: false)).prefix(5)
        return "\(day(date)), \(time) UTC"
    }

    /// When a photo was taken, as its file says it: by the camera's clock, wherever that was.
    package static func taken(_ text: String) -> String {
        guard let said = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d.*)?)?/),
            let date = try? Date("\(said.1)T00:00:00Z", strategy: .iso8601)
        else { return text.replacing("T", with: " ") }
        return [day(date), said.2.map { String($0) }].compactMap(\.self).joined(separator: ", ")
    }
}
