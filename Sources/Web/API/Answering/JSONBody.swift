import Foundation
import Hummingbird
import Vocabulary

/// Takes in what a program sends, strictly: what is not described is not taken.
enum JSONBody {
    /// - Throws: `form.malformed`.
    static func read<Body: Decodable & Described>(_ visit: Visit) throws -> Body {
        guard visit.request.mediaType == "application/json" else { throw Failure.malformedForm }
        let data = Data(visit.body)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            try moment(decoder.singleValueContainer().decode(String.self))
        }
        do {
            guard fits(try JSONSerialization.jsonObject(with: data), Body.schema) else { throw Failure.malformedForm }
            return try decoder.decode(Body.self, from: data)
        } catch {
            throw Failure.malformedForm
        }
    }

    /// RFC 3339, with fractions of a second or without.
    private static func moment(_ text: String) throws -> Date {
        let style = Date.ISO8601FormatStyle()
        if let moment = try? style.parse(text) { return moment }
        return try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
    }

    /// Whether there is no member that the schema does not know, and nothing is null.
    private static func fits(_ value: Any, _ schema: Schema) -> Bool {
        switch value {
        case is NSNull: false
        case let object as [String: Any]:
            object.allSatisfy { name, value in schema.members[name].map { fits(value, $0) } ?? false }
        case let list as [Any]: schema.item.map { item in list.allSatisfy { fits($0, item) } } ?? false
        default: true
        }
    }
}
