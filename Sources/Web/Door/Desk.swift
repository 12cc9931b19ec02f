import FaceAnalysis
import FaceSearch
import Foundation
import Logging
import Oversight
import Presentation
import Rules
import SignOn

/// What all handlers share. One for the server.
final class Desk: Sendable {
    let home: Home
    let analyzer: FaceAnalyzer
    let settings: WebSettings
    let logger: Logger
    let pages: PageRenderer
    let probes = ProbeTray()
    let meter = Meter()
    let indexing = IndexingJobs()
    /// What was done, for overseers.
    let history: HistoryKeeper
    /// What programs were answered, for when they ask once more.
    let repeats = RepeatedAnswers()
    /// Each takes a core for a tenth of a second and 64 MiB: few at once, and few in line.
    let passwords = Gate(running: 2, waiting: 16)
    /// Photos on their way in at once, each of up to 64 MiB: somebody whose line is slow keeps nobody else's photo from work.
    let uploads = Gate(running: 16, waiting: 64)
    /// Photos at work at once.
    let photos = Gate(running: 4, waiting: 64)
    /// Programs that have the whole log counted, checked or packed at once.
    let overseeing = Gate(running: 2, waiting: 16)
    /// Packs as archives that are made or sent at once: each lies on the home's disk until it is sent.
    let archives = Places(2)
    let logIns = RateLimit(most: 20, each: .seconds(60))
    let searches: RateLimit
    /// Nil where people sign in by password only.
    let signOn: SignOnService?
    /// What the public page says.
    let publicTexts: PublicPageTexts
    /// Links that let a household's owner in, each once.
    let ownersKeys = OneTimeKeys()

    init(home: Home, analyzer: FaceAnalyzer, settings: WebSettings, logger: Logger) throws {
        self.home = home
        history = HistoryKeeper(home)
        self.analyzer = analyzer
        self.settings = settings
        self.logger = logger
        pages = try PageRenderer()
        searches = RateLimit(most: settings.searchesPerMinute, each: .seconds(60))
        publicTexts = try settings.publicPageTexts.map { try PublicPageTexts(at: $0.path) } ?? .standard
        signOn = settings.provider.map { SignOnService(provider: Provider($0)) }
    }

    var profile: Profile { home.profile }
}
