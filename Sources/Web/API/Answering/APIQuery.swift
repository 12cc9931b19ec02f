import Foundation
import Hummingbird
import Vocabulary

extension Visit {
    /// A part of the address's query, as it was sent; nil when it is absent. One that is there and empty is as wrong as any other
    /// that is not as described.
    func asked(_ name: String) -> String? { request.uri.queryParameters[name[...]].map { String($0) } }

    /// One of some words.
    /// - Throws: `form.malformed`.
    func asked<Word: RawRepresentable>(_ name: String, as: Word.Type) throws -> Word? where Word.RawValue == String {
        try asked(name).map { text in
            guard let word = Word(rawValue: text) else { throw Failure.malformedForm }
            return word
        }
    }

    /// Whether something that is there says `true`.
    /// - Throws: `form.malformed`.
    func isAsked(_ name: String) throws -> Bool {
        switch asked(name) {
        case nil, "false": false
        case "true": true
        default: throw Failure.malformedForm
        }
    }
}
