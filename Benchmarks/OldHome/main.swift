// Makes a home that is some years old, for simulations: an archive with an administrator, and an overseer who is logged in.
//
//     old-home HOME YEARS
//
// What happened in it meanwhile is the simulation's to write.

import FaceSearch
import Foundation
import Rules
import Secrets

let arguments = CommandLine.arguments
guard arguments.count == 3, let years = Double(arguments[2]), years > 0 else {
    print("usage: old-home HOME YEARS")
    exit(2)
}
let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
let begun = Date().addingTimeInterval(-years * 365.25 * 86_400)
let password = "simulation of use"

let old = try await Home.create(at: folder, profile: .archive, policy: nil, log: nil, clock: { begun })
let code = try await old.createFirstAdministrator(named: "ada", organisation: "inspectorate")
_ = try await old.setUpAccount(code: code.text, password: password)
let administrator = try old.actor(bearing: await old.logIn(name: "ada", password: password).token)
let overseers = try await old.createAccount(
    named: "ova", in: "inspectorate", roles: [.overseer], as: administrator)
_ = try await old.setUpAccount(code: overseers.text, password: password)
print("a home from \(begun.formatted(.iso8601)); ova's password is: \(password)")
