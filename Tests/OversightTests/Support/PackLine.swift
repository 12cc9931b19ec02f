import Foundation
import Oversight

/// A line of a pack, read without the code that wrote it.
struct PackLine {
    let index: Int
    let type: String
    let payload: String?

    init(_ line: String) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let index = object["index"] as? Int, let entry = object["entry"] as? String,
            let event = try JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any]
        else { throw CocoaError(.fileReadCorruptFile) }
        self.index = index
        type = event["type"] as? String ?? ""
        payload = object["payload"] as? String
    }
}

extension PackManifest {
    var caseID: String? { if case .caseFile(let id, _) = scope { id } else { nil } }
}
