package import FaceSearch
import Foundation
import TransparencyLog

/// An entry of the log as JSON (docs/json.md). One that is no event of this version has its index and nothing else.
package struct LedgerEntryOutput: Encodable {
    let index: Int
    let type: String?
    let time: Date?
    let ids: [String: String]?
    let commitment: String?

    package init(_ index: Int, _ event: LoggedEvent?) {
        self.index = index
        type = event?.type
        time = event?.time
        ids = event?.ids.mapValues(\.text)
        commitment = event?.commitment?.description
    }
}
