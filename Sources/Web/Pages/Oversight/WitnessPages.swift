import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules

/// Whether outsiders vouch for the log: up to where, since when.
enum WitnessPages {
    static let routes: [Route] = [
        .get("/oversight/witnesses", for: .duty(.readUsage)) { visit in
            let status = try visit.home.witnessStatus(as: visit.actor)
            return try visit.page(
                "witnesses", "Witnesses",
                fields([
                    "state": state(of: status),
                    "size": Words.number(status.size), "cosignedSize": Words.number(status.cosignedSize),
                    "uncosignedSince": status.uncosignedSince.map(Words.moment),
                    "hours": Words.number(Int(status.longest / 3600)), "hasWitnesses": !status.witnesses.isEmpty,
                    "isForsaken": status.isForsaken,
                    "isNew": status.witnesses.isEmpty && !status.isForsaken,
                    "former": status.former.map { former in
                        ["name": former.witness, "size": Words.number(former.size), "at": Words.moment(former.at)]
                            as Fields
                    },
                    "isBehind": status.uncosignedSince != nil, "isShortened": status.isShortened,
                    "isAlarm": status.isAlarming(at: Date()),
                    "required": status.required > 0 ? Words.number(status.required) : nil,
                    "witnesses": status.witnesses.map { witness in
                        fields([
                            "name": witness.name, "size": witness.cosigned.map { Words.number($0.size) },
                            "at": witness.cosigned.map { Words.moment($0.at) },
                            "state": witness.isCurrent
                                ? Words.state("good", "has cosigned all")
                                : Words.state("wait", witness.cosigned == nil ? "has never cosigned" : "is behind"),
                        ])
                    },
                    "key": "\(try Home.logVerifierKey(of: visit.home.directory))",
                ]))
        }
    ]

    static func state(of status: WitnessStatus) -> Fields {
        if status.isShortened { return Words.state("alert", "shorter than what was cosigned") }
        if status.isForsaken { return Words.state("alert", "no witness any more") }
        if status.witnesses.isEmpty { return Words.state("wait", "no witness") }
        if status.isAlarming(at: Date()) { return Words.state("alert", "not cosigned for too long") }
        return status.uncosignedSince == nil
            ? Words.state("good", "cosigned") : Words.state("wait", "waits for a witness")
    }
}
