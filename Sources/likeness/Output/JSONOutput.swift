import Foundation
import Presentation

/// `--json`: one object on standard output and nothing else there.
enum JSONOutput {
    static func print(_ value: some Encodable) throws { try write(JSONText.data(value) + Data("\n".utf8)) }
}
