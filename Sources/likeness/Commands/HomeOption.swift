import ArgumentParser
import FaceSearch
import Foundation
import Rules
import TransparencyLog
import Witness

/// Where Likeness keeps what it knows.
struct HomeOption: ParsableArguments {
    @Option(
        name: .customLong("home"),
        help: ArgumentHelp(
            "The home's folder (default: $LIKENESS_HOME, else likeness in $XDG_DATA_HOME or ~/.local/share).",
            valueName: "dir"))
    var path: String?

    var directory: URL {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = path ?? environment["LIKENESS_HOME"], !chosen.isEmpty {
            return URL(filePath: chosen, directoryHint: .isDirectory)
        }
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let base =
            data.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/share")
        return base.appending(path: "likeness", directoryHint: .isDirectory)
    }

    /// The home, whose log asks the witnesses that stand in its witnesses.txt.
    func open() throws -> Home {
        let settings = try WitnessSettings(home: directory)
        guard !settings.witnesses.isEmpty else { return try Home.open(at: directory) }
        let client = WitnessClient(settings.witnesses) { _, _ in }
        return try Home.open(
            at: directory,
            witnesses: .init(client, keys: settings.witnesses.map(\.key), required: settings.required))
    }

    /// The home, and who is at the keyboard: a household's owner, or whoever has logged in.
    /// - Throws: `login.needed`.
    func openAsActor() throws -> (home: Home, actor: Actor) {
        let home = try open()
        if home.profile == .household { return (home, try home.owner()) }
        return (home, try home.actor(bearing: SessionFile(home: directory).token()))
    }
}
