import FaceSearch
import Foundation
import Records
import Rules
import TransparencyLog

/// Whether outsiders vouch for the log: up to where, since when.
enum WitnessesAPI {
    static let routes: [Route] = [
        .read(
            "/oversight/witnesses", "getWitnesses", "Up to where witnesses have cosigned the log.",
            for: .duty(.readUsage)
        ) {
            visit in
            Answer(
                try visit.home.witnessStatus(as: visit.actor),
                logKey: "\(try Home.logVerifierKey(of: visit.home.directory))")
        }
    ]

    private struct Answer: Encodable, Described {
        struct Witness: Encodable {
            let name: String
            /// Absent when it has never cosigned.
            let size: Int?
            let at: Date?
        }

        let size: Int
        let cosignedSize: Int
        let uncosignedSince: Date?
        let longestHours: Int
        let alarming: Bool
        let required: Int
        let witnesses: [Witness]
        let logKey: String

        init(_ status: WitnessStatus, logKey: String) {
            (size, cosignedSize) = (status.size, status.cosignedSize)
            (uncosignedSince, longestHours) = (status.uncosignedSince, Int(status.longest / 3600))
            (alarming, required) = (status.isAlarming(at: Date()), status.required)
            witnesses = status.witnesses.map { Witness(name: $0.name, size: $0.cosigned?.size, at: $0.cosigned?.at) }
            self.logKey = logKey
        }

        static let schema = Schema.named(
            "Witnesses",
            .object([
                "size": .count, "cosignedSize": .count, "uncosignedSince": .optional(.moment), "longestHours": .count,
                "alarming": .truth, "required": .count, "logKey": .text,
                "witnesses": .list(
                    of: .object(["name": .text, "size": .optional(.count), "at": .optional(.moment)])),
            ]))
    }
}
