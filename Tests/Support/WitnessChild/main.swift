// A witness whose store is in FOLDER, served on a free port, which it says on standard output. The tests start it and end it.
//
//     witness-child FOLDER

import Foundation
import Witness

let store = try WitnessStore(CommandLine.arguments[1], name: nil)
try await WitnessServer(store, port: 0).run { port in
    let line = "\(port)\n"
    _ = write(1, line, line.utf8.count)
}
