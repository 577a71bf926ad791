/** Made by `src/build/collect-words.ts`; do not edit. */
export const wordList =
  'aaa aaaa aab aac aad aae aaf aarch aaron aba abandon abandoned abb abbr abbrev abbreviated abbreviation abc ' +
  'abcd abcde abcdef abd abe abf abilities ability able abnormally abort aborted aborting aborts about above ' +
  'abruptly abs absence absent absolute absolutely abspath abstract abstraction abstractions abstracts abuse ' +
  'acb acc accel accented accept acceptable acceptance accepted accepting accepts access accessed accesses accessibility ' +
  'accessible accessing accessor accessors accidental accidentally accommodate accompanying accomplish accomplished ' +
  'accordance according accordingly account accounting accounts accumulate accumulated accumulates accumulating ' +
  'accumulator accuracy accurate accurately acd ace achieve achieved ack acked acknowledge acknowledged acknowledges ' +
  'acknowledging acknowledgment acks acl acme acquire acquired acquires acquiring acquisition acronyms across ' +
  'act acting action actionable actions activate activated activates activating activation active actively activities ' +
  'activity actor actors acts actual actually ada adam adapt adaptation adapted adapter adapters adaptive adapts ' +
  'adb adc add added adder adding addition additional additionally additions additive addon addr address addressed ' +
  'addresses addressing addrinfo addrs adds ade adequate adhere adheres adj adjacent adjust adjusted adjusting ' +
  'adjustment adjustments adjusts admin administration administrative administrator administrators admins admission ' +
  'admonition adopt adopted adopting adoption adrian advance advanced advances advancing advantage advantages ' +
  'advertise advertised advertising advice advise advised advisories advisory aead aeb aec aed aee aef aes afa ' +
  'afb afc afd afe affect affected affecting affects affinity aforementioned africa african after afterward afterwards ' +
  'again against age agent agents agg aggregate aggregated aggregates aggregating aggregation aggressive agnostic ' +
  'ago agree agreed agreement agreements ahead aid aim aims ain air aircraft ajax aka alarm alaska alert alerting ' +
  'alerts alex alexander alg algo algorithm algorithms algos alias aliased aliases aliasing alice align aligned ' +
  'aligning alignment aligns alike alive all alloc allocate allocated allocates allocating allocation allocations ' +
  'allocator allow allowable allowed allowing allowlist allows almost alnum alone along alongside alpha alphabet ' +
  'alphabetic alphabetical alphabetically alphanumeric alphanumerics alpine already also alt alter altered altering ' +
  'alternate alternates alternating alternative alternatively alternatives although altogether always amazing ' +
  'amazon amazonaws ambiguity ambiguous amd amend america american amet ami among amongst amount amounts amp ' +
  'ampersand amqp amz analogous analysis analytics analyze analyzed analyzer analyzing ancestor ancestors anchor ' +
  'anchored anchors ancient and andrew android ang angel angeles angle anim animal animate animated animation ' +
  'annotate annotated annotation annotations announce announced announcement annoying annual anon anonymous another ' +
  'ansi answer answered answering answers ant anti antialiased any anymore anyone anything anytime anyway anyways ' +
  'anywhere apache apart api apis app apparent apparently appear appearance appeared appearing appears append ' +
  'appended appending appendix appends apple applicable application applications applied applies apply applying ' +
  'appreciate approach approaches appropriate appropriately approval approve approved approx approximate approximately ' +
  'approximation apps april apt arabic arbitrarily arbitrary arc arch architecture architectures archive archived ' +
  'archives arcs are area areas aren arg argc argon args arguably argument arguments argv aria arial arise arithmetic ' +
  'arity arm armenian arn around arpa arr arrange arranged array arrays arrival arrive arrived arrives arriving ' +
  'arrow arrows art article articles artifact artifacts artificial artificially asc ascending ascii asctime asdf ' +
  'asia aside ask asked asking asks asm asn aspect aspects aspx assemble assembly assert asserted asserting assertion ' +
  'assertions asserts assess asset assets assign assigned assignee assignees assigning assignment assignments ' +
  'assigns assist assistance assisted assoc associate associated associates associating association associations ' +
  'associative assume assumed assumes assuming assumption assumptions assure ast asterisk asterisks asymmetric ' +
  'async asynchronous asynchronously atexit atime atoi atom atomic atomically atomics atoms attach attached attaches ' +
  'attaching attachment attachments attack attacker attackers attacks attempt attempted attempting attempts attention ' +
  'attr attrib attribute attributed attributes attribution attrs audience audio audit augment augmented august ' +
  'australian auth authenticate authenticated authenticates authenticating authentication authenticator authenticators ' +
  'authenticity author authoritative authorities authority authorization authorize authorized authorizes authors ' +
  'authorship authtype authz auto autocommit autocomplete autocorrect autofocus autogenerated autoincrement autoload ' +
  'autoloading automate automated automatic automatically automating automation autoplay aux auxiliary avail ' +
  'availability available avatar average avg avif avoid avoided avoiding avoids await awaited awaiting awaits ' +
  'awake aware awareness away awesome awk awkward aws axis azure baa bab babel bac back backdrop backed backend ' +
  'backends backfill background backing backlog backoff backport backref backs backslash backslashes backspace ' +
  'backtick backticks backtrace backtraces backup backups backward backwards bad badge badges badly bae bag bail ' +
  'bailing bak baked balance balanced balancer balancing ball balloon bam ban banana band bandwidth bang bank ' +
  'banned banner bar bare barely barrier bars base baseball based basedir baseline basename bases bash basic ' +
  'basically basics basis bat batch batched batches batching battery baz bba bbb bbc bbe bca bcb bcc bcd bce ' +
  'bcf bcrypt bda bdb bdc bdd bdf bdi bdo bea bean beans bear bearer beats beautiful beb became because become ' +
  'becomes becoming bed bee been beer bef before beforehand beg began begin beginning begins begun behalf behave ' +
  'behaved behaves behavior behavioral behaviors behaviour behaviours behind being bel believe bell belong belonging ' +
  'belongs below ben bench benchmark benchmarking benchmarks beneath beneficial benefit benefits bengali ber ' +
  'berlin besides best bet beta better between beware beyond bfa bfb bfc bfd bfe bff bias biased bidi bidirectional ' +
  'big bigger biggest bigint bill billing billion bin binaries binary bind binder binding bindings binds bins ' +
  'bio bird birth birthday bit bitfield bitmap bitmask bits bitset bitwise biz bla black blackhole blacklist ' +
  'blade blah blame blank blanks blind blindly blink blk blob blobs block blocked blocking blockquote blocks ' +
  'blocksize blog blogs blow blue blueprint blur bmp board bob bodies body bogus boilerplate bold bolt bom bomb ' +
  'bond bone bonus boo book bookkeeping bookmark books bool boolean booleans bools boom boost boot booted booting ' +
  'boots bootstrap bootstrapped bootstrapping border boring born borrow borrowed borrows bot both bother bottle ' +
  'bottleneck bottom bounce bouncing bound boundaries boundary bounded bounding bounds box boxed boxes boy bra ' +
  'brace braces bracket bracketed brackets braille brain branch branches brand branding brazil breach bread breadth ' +
  'break breakage breaker breaking breakpoint breakpoints breaks brevity brew brian brick bridge bridges brief ' +
  'briefly bright brightness bring bringing brings british broad broadcast broadcasted broadcasting broadcasts ' +
  'broader broke broken broker brokers brotli brought brown browse browser browsers brute bsize btn bts bubble ' +
  'bubbles bubbling bucket buckets budget buf buff buffalo buffer buffered buffering buffers bufio bufsize bug ' +
  'bugfix bugfixes buggy bugs bugzilla build builder builders building builds built builtin builtins bulk bullet ' +
  'bump bumped bumping bumps bunch bundle bundled bundles bundling bunny burden burn burst bus business bust ' +
  'busy but button buttons buy buzz bye bypass bypassed bypasses bypassing byte bytea bytearray bytecode bytes ' +
  'bytestring caa cab cable cac cacert cache cacheable cached caches caching cad cae caf cake cal calc calculate ' +
  'calculated calculates calculating calculation calculations calendar call callable callback callbacks called ' +
  'callee caller callers calling calls cam came camel camelize camera can canada canary cancel cancelable canceled ' +
  'canceling cancellable cancellation cancelled cancelling cancels candidate candidates candy canned cannot canon ' +
  'canonical canonicalize canonicalized cant canvas cap capabilities capability capable capacity capath capital ' +
  'capitalization capitalize capitalized capped caps caption capture captured captures capturing car card cardinality ' +
  'cards care careful carefully cares cargo carlos carriage carried carrier carries carry carrying cart cas cascade ' +
  'cascaded cascading case cased cases casing cassandra cast castable casted casting castle casts cat catalan ' +
  'catalog catch catches catching categories categorized category cats caught cause caused causes causing caution ' +
  'caveat caveats cba cbb cbc cbd cbf cca ccb ccc ccd ccf cda cdata cde cdf cdn cea ceb cec ced cef ceil ceiling ' +
  'cell cellpadding cells cellspacing cellular cent center centered central centralized cer cerr cert certain ' +
  'certainly certificate certificates certification certs cfc cff cfg cgi cgroup cha chain chainable chained ' +
  'chaining chains challenge challenges chan chance chances change changed changelog changelogs changes changing ' +
  'channel channels chapter chapters char character characters charge chars charset charsets chart charts chase ' +
  'chat chdir cheap cheaper cheat check checkbox checkboxes checked checker checkers checking checklist checkout ' +
  'checkouts checkpoint checkpoints checks checksum checksums cherry chgrp chi chicago chicken child children ' +
  'china chinese chk chmod chocolate choice choices chomp choose chooses choosing chop chose chosen chown chr ' +
  'chris christian christopher chrome chromium chronological chunk chunked chunking chunks church churn cid cidr ' +
  'cipher ciphers ciphersuites ciphertext circle circuit circuits circular circumstances circumvent cisco citation ' +
  'cite city civil claim claimed claiming claims clamp clamped clang clap clarify clarity clash clashes class ' +
  'classes classic classical classification classified classify classmethod classname clause clauses clean cleaned ' +
  'cleaner cleaning cleanly cleans cleanup cleanups clear cleared clearer clearing clearly clears cleartext clever ' +
  'cli click clickable clicked clicking clicks client clients clip clipboard clobber clobbered clock clocks clone ' +
  'cloneable cloned clones cloning close closed closedir closely closer closes closest closing closure closures ' +
  'cloud cloudflare cls club cluster clustered clustering clusters cmake cmd cmdline cmds cmp cnt cntrl coalesce ' +
  'coalesced coalescing code codebase codec codecs coded codegen codepoint codepoints coder codes coding coerce ' +
  'coerced coercion coffee col cold colgroup colin coll collaboration collaborators collapse collapsed collapsing ' +
  'collate collation collect collected collecting collection collections collector collectors collects collide ' +
  'colliding collision collisions colon colons color colored coloring colorize colors cols colspan column columns ' +
  'com combination combinations combinator combine combined combines combining combo come comes comic coming ' +
  'comm comma command commandline commands commas comment commented commenting comments commercial commit commits ' +
  'committed committer committers committing common commonly commons communicate communicates communicating communication ' +
  'communications community comp compact compacted compacting compaction companies companion company comparable ' +
  'comparator compare compared compares comparing comparison comparisons compat compatibility compatible compensate ' +
  'compilation compilations compile compiled compiler compilers compiles compiling complain complement complete ' +
  'completed completely completeness completes completing completion completions complex complexity compliance ' +
  'compliant complicated comply component components composable compose composed composer composes composing ' +
  'composite composition compound comprehensive compress compressed compresses compressing compression compressor ' +
  'compromise compromised computation computations compute computed computer computers computes computing con ' +
  'concat concatenate concatenated concatenates concatenating concatenation concept concepts conceptually concern ' +
  'concerned concerning concerns concise conclude conclusion concrete concurrency concurrent concurrently cond ' +
  'condition conditional conditionally conditionals conditions conduct cone conf confidence config configs configurable ' +
  'configuration configurations configure configured configures configuring confirm confirmation confirmed confirming ' +
  'confirms conflict conflicting conflicts conform conforming conforms confuse confused confusing confusion conjunction ' +
  'conn connect connected connecting connection connections connectivity connector connectors connects conns ' +
  'cons consecutive consensus consequence consequences consequently conservative consider consideration considerations ' +
  'considered considering considers consist consistency consistent consistently consisting consists console consolidate ' +
  'consolidated const constant constantly constants constrain constrained constraint constraints construct constructed ' +
  'constructing construction constructor constructors constructs consult consulted consume consumed consumer ' +
  'consumers consumes consuming consumption cont contact contacting contacts contain contained container containers ' +
  'containing contains content contention contents context contextlib contexts contextual contiguous continually ' +
  'continuation continuations continue continued continues continuing continuous continuously contour contract ' +
  'contracts contrary contrast contrib contribute contributed contributes contributing contribution contributions ' +
  'contributor contributors control controlled controller controllers controlling controls conv convenience convenient ' +
  'conveniently convention conventional conventions converge conversation conversations conversion conversions ' +
  'convert converted converter converters convertible converting converts cookie cookiejar cookies cool coordinate ' +
  'coordinated coordinates coordinating coordination coordinator cope copied copies copy copying copyright coral ' +
  'core cores corner coroutine corp corporate correct corrected corrections correctly correctness correlation ' +
  'correspond corresponding corresponds corrupt corrupted corruption cors cos cost costly costs could couldn ' +
  'count counted counter counterpart counterparts counters counting countries country counts couple coupled coupling ' +
  'course cov covariant cover coverage covered covering covers cow cpath cpp cpu cpus craft crafted crash crashed ' +
  'crashes crashing crate crawler crazy crc create created creates creating creation creative creator creators ' +
  'cred credential credentials credit credits creds crit criteria criterion critical crl crlf cron crop cross ' +
  'crossed crossing crossorigin crt crucial crud cruft crypt crypto cryptographic cryptography crystal csharp ' +
  'csp csrf css cst cstr csv ctime ctl ctor ctr ctrl ctx ctype cube culture cumulative cur curl curly curr currency ' +
  'current currently curry cursor cursors curve curves custom customer customers customizable customization customizations ' +
  'customize customized customizing cut cutoff cutting cve cwd cyan cycle cycles cyclic cyclone cygwin cyrillic ' +
  'czech dab dac dad dae daemon daf dagger daily damage dance danger dangerous dangling daniel danish dark darwin ' +
  'dash dashboard dashboards dashed dashes dat data database databases datacenter datalist dataset datasets datatracker ' +
  'datatype datatypes date dated dates datetime datetimes dav dave david davis day daylight days dba dbc dbd ' +
  'dbe dbf dbg dbname dbs dcb dcc dcd dce ddb ddd dde ddf dea deactivate deactivated dead deadline deadlines ' +
  'deadlock deadlocked deadlocks deal dealing dealloc deallocate deallocated deallocation deals dealt death deb ' +
  'debian debug debugger debugging dec decay december decide decided decides deciding decimal decimals decision ' +
  'decisions decl declaration declarations declarative declare declared declares declaring declined decodable ' +
  'decode decoded decoder decoders decodes decoding decompress decompressed decompression decorate decorated ' +
  'decorating decoration decorations decorator decorators decouple decoupled decrease decreased decreases decreasing ' +
  'decrement decremented decrementing decrements decrypt decrypted decrypting decryption decrypts ded dedicated ' +
  'dedup dedupe deduplicate deduplicated deduplication dee deemed deep deepcopy deeper deeply def default defaulted ' +
  'defaulting defaults defend defense defensive defer deferred deferring defers define defined defines defining ' +
  'definitely definition definitions deflate deflated defrag defs deg degenerate degradation degrade degraded ' +
  'degree degrees deinit del delay delayed delaying delays delegate delegated delegates delegating delegation ' +
  'deletable delete deleted deletes deleting deletion deletions deliberate deliberately delim delimit delimited ' +
  'delimiter delimiters delitem deliver delivered deliveries delivering delivers delivery delta deltas demand ' +
  'demo demonstrate demonstrated demonstrates demonstrating demote den denial denied denies denmark denominator ' +
  'denote denoted denotes dense density dent denver deny dep department depend depended dependencies dependency ' +
  'dependent dependents depending depends deploy deployed deploying deployment deployments deploys deprecate ' +
  'deprecated deprecates deprecating deprecation deprecations deps depth deque dequeue der deref dereference ' +
  'dereferenced deregister derivation derivative derive derived derives deriving des desc descend descendant ' +
  'descendants descending descr describe described describes describing description descriptions descriptive ' +
  'descriptor descriptors deserialize deserialized deserializer deserializes deserializing design designated ' +
  'designed designer desirable desire desired desktop despite dest destination destinations destroy destroyed ' +
  'destroying destroys destruct destruction destructive destructor detach detached detaching detail detailed ' +
  'details detect detected detecting detection detector detects determination determine determined determines ' +
  'determining deterministic dev devanagari devel develop developed developer developers developing development ' +
  'deviation device devices dfa dfc dfn diagnose diagnostic diagnostics diagonal diagram dial dialog diamond ' +
  'dict dictates dictionaries dictionary dicts did didn die died dies diff differ difference differences different ' +
  'differential differentiate differently differing differs difficult difficulty diffie diffing diffs dig digest ' +
  'digests digit digital digits dim dimension dimensional dimensions dir direct directed direction directional ' +
  'directions directive directives directly director directories directory dirent dirname dirs dirty dis disable ' +
  'disabled disables disabling disagree disallow disallowed disallows disambiguate disappear disappeared disc ' +
  'discard discarded discarding discards disclaimer disclose disclosure disconnect disconnected disconnecting ' +
  'disconnection disconnects discord discount discourage discouraged discover discoverable discovered discovering ' +
  'discovers discovery discriminator discuss discussed discussion discussions disjoint disk disks dismiss dispatch ' +
  'dispatched dispatcher dispatches dispatching display displayed displaying displays dispose disposed disposition ' +
  'disregard disruption dist distance distant distinct distinction distinguish distinguished distinguishes distribute ' +
  'distributed distributes distributing distribution distributions div divergence divide divided divider dividing ' +
  'diving divisible division divisor django dll dmitry dnf dns doc docker dockerfile docs docstring doctest doctype ' +
  'document documentation documented documenting documents docutils doe does doesn doesnt dog dogs doi doing ' +
  'dollar dolor dom domain domains dominant don done dont door dos dot dotnet dots dotted double doubled doubles ' +
  'doubly doubt douglas down downcase downgrade downgraded downgrades download downloadable downloaded downloading ' +
  'downloads downside downstream downtime downwards draft drag dragon dragonfly drain drained draining drains ' +
  'dramatically draw drawback drawing drawn dress drift drink drive driven driver drivers drives driving drop ' +
  'dropdown dropped dropping drops dry dsc dsl dsn dss dst dtd dts dual duck due dumb dummy dump dumped dumper ' +
  'dumping dumps dup dupe dupes duplex duplicate duplicated duplicates duplicating duplication dups dur durability ' +
  'durable duration durations during dutch duty dying dyn dynamic dynamically eaa eab eac each ead eager eagerly ' +
  'earlier earliest early earth ease easier easiest easily east eastern easy eat eba ebb ebe ebf ebook eca ecb ' +
  'ecc ecdsa ece ecf echo echoed eclipse ecosystem eda edd ede edf edge edges edit editable edited editing edition ' +
  'editor editors edits edu eea eeb eee eef efa efd efe eff effect effective effectively effects efficiency efficient ' +
  'efficiently effort efforts egg eggs egress egypt eight either elapsed elapses elastic elect elegant elem element ' +
  'elements elems elephant elevated elevation elf elif eligibility eligible eliminate eliminates eliminating ' +
  'ell ellipse ellipsis elliptic elm else elseif elsewhere email emails embed embedded embedding embeds emergency ' +
  'emission emit emits emitted emitter emitting emoji emphasis employ employee emptied empties empty emulate ' +
  'emulates emulation emulator enable enabled enables enabling enc encapsulate encapsulated encapsulates encapsulating ' +
  'encapsulation enclose enclosed enclosing encodable encode encoded encoder encoders encodes encoding encodings ' +
  'encounter encountered encountering encounters encourage encouraged encrypt encrypted encrypting encryption ' +
  'encrypts enctype end ended endfor endian endianness endif ending endings endless endorse endorsement endpoint ' +
  'endpoints ends endswith enforce enforced enforcement enforces enforcing engine engineer engineering engines ' +
  'english enhance enhanced enhancements enough enqueue enqueued enqueues enrich ensure ensured ensures ensuring ' +
  'ent enter entered entering enterprise enters entire entirely entities entity entrant entries entropy entry ' +
  'entrypoint enum enumerable enumerate enumerated enumerates enumerating enumeration enumerator enums env envelope ' +
  'environ environment environments envs envvar eof eol eos ephemeral epoch epoll eps epsilon epub equal equality ' +
  'equally equals equation equiv equivalence equivalent equivalently equivalents era erase erased erasure erlang ' +
  'err errcode errmsg errno erroneous erroneously error errored errorf erroring errors errs errstr esc escalation ' +
  'escape escaped escapes escaping esm esp especially essential essentially est establish established establishes ' +
  'establishing estimate estimated estimates estimation eta etag etags etc eth ethernet euro europe european ' +
  'eval evaluate evaluated evaluates evaluating evaluation evaluations evaluator even evenly event events eventual ' +
  'eventually ever every everybody everyone everything everywhere evict evicted eviction evil evolution evt exact ' +
  'exactly examine examined examining example examples exc exceed exceeded exceeding exceeds excellent except ' +
  'exception exceptional exceptions excess excessive excessively exchange exchanges exclamation exclude excluded ' +
  'excludes excluding exclusion exclusions exclusive exclusively exe exec executable executables execute executed ' +
  'executes executing execution executions executor executors exempt exemption exercise exercised exercises exercising ' +
  'exhaust exhausted exhaustion exhaustive exist existed existence existent existing exists exit exitcode exited ' +
  'exiting exits exp expand expanded expanding expands expansion expansions expect expectation expectations expected ' +
  'expecting expects expense expensive experience experienced experiment experimental experiments expiration ' +
  'expire expired expires expiring expiry explain explained explaining explains explanation explanations explanatory ' +
  'explicit explicitly explode exploding exploit explore explored explorer exploring exponent exponential exponentially ' +
  'export exported exporter exporting exports expose exposed exposes exposing exposure expr express expressed ' +
  'expression expressions expressive ext extend extended extending extends extensibility extensible extension ' +
  'extensions extensive extent extern external externally extname extra extract extracted extracting extraction ' +
  'extractor extracts extraneous extras extreme extremely exts eye eyes faa fab fabric fac facade face facebook ' +
  'facilitate facilitates facilities facility facing fact factor factories factors factory facts fad fade faf ' +
  'fail failed failing failover fails failsafe failure failures fair fairly fairness fake faked faker fakes fall ' +
  'fallback fallbacks falling falls fallthrough false falsy familiar families family fan fancy fanout faq far ' +
  'fashion fast faster fastest fat fatal fatalf fault faults faulty favicon favor favorite favour fax fba fbc ' +
  'fbd fbe fbf fca fcb fcd fce fcf fclose fcntl fdb fdc fdopen fds fear feasible feat feature featured features ' +
  'feb february fec fed fedora fee feed feedback feeding feeds feel feels fef fence fenced fences feof ferror ' +
  'fetch fetched fetches fetching few fewer ffa ffb ffc ffd ffe fff ffff fffffff ffi fflush fgets fiber field ' +
  'fields fieldset fifo fifth fifty figcaption figure figures fil file filed fileinfo filename filenames fileno ' +
  'filepath files filesize filesystem filesystems filetype fill filled filling fills film filter filtered filtering ' +
  'filters fin final finalization finalize finalized finally financial find findall finder finding finds fine ' +
  'fingerprint fingerprints finish finished finishes finishing finite fips fire fired firefox fires firewall ' +
  'firewalls firing first fis fish fist fit fits five fix fixation fixed fixes fixing fixture fixtures fixup ' +
  'fizz flag flagged flags flaky flame flash flashes flask flat flatten flattened flattening flavor flavored ' +
  'flavors flex flexibility flexible flight flip flipped float floating floats flock flood floor florian flow ' +
  'flower flowing flows fluent flush flushed flushes flushing fly fmt fname fnmatch fns focus focused focuses ' +
  'focusing fold folded folder folders folding follow followed followers following follows followup font fonts ' +
  'foo foobar food foot football footer footnote footprint fopen for forbid forbidden forbids force forced forcefully ' +
  'forces forcibly forcing foreach foreground foreign forever forge forgery forget forgets forgetting forgiving ' +
  'forgot forgotten fork forked forking forks form formal formally format formats formatted formatter formatters ' +
  'formatting formed former formerly forms formula forth fortran forum forward forwarded forwarding forwards ' +
  'found foundation four fourth fox fpath fprintf fqdn frac fraction fractional fractions frag fragment fragments ' +
  'frame framed frames framework frameworks framing fran france frank fread fred free freebsd freed freedesktop ' +
  'freeing freely frees freeze freezing french freq frequencies frequency frequent frequently fresh freshly freshness ' +
  'friday friend friendly friends frog from front frontend frozen frozenset fruit fseek fstat fsync ftell ftp ' +
  'ftruncate fuchsia ful fulfill fulfilled full fullname fullpath fully fun func funcs function functional functionality ' +
  'functionally functions functools fundamental funny furnished further furthermore fuse future futures fuzz ' +
  'fuzzy fwrite gai gain gains game gamma gap gaps garbage garden gas gate gated gates gateway gather gathered ' +
  'gathering gathers gauge gave gcc gcd gcm gear gem gen gender general generalized generally generate generated ' +
  'generates generating generation generations generator generators generic generics gentle genuine geo geographic ' +
  'geometric geometry george georgian german germany get getaddrinfo getattr getc getcwd getenv gethostbyname ' +
  'gethostname getinfo getpeername getpid gets getsockname getsockopt getter getters gettext gettime getting ' +
  'getvalue ghi ghost gid gif gigabytes gin gist git github gitignore gitlab give given gives giving glass gle ' +
  'glob global globally globals globbing globe globs glue glyph gmail gmtime gnu goal goals goes going golang ' +
  'gold golden gone gonna good goodbye google gopher goroutine goroutines got gotcha goto gotten gov govern governance ' +
  'governed governing gpg grab grace graceful gracefully grade gradient gradle gradually grained grammar grand ' +
  'grandchild grandparent grant granted granting grants granular granularity graph grapheme graphical graphics ' +
  'graphs gray great greater greatest greatly greedy greek green greenwich greeting gregorian grep grey grid ' +
  'ground group grouped grouping groups grow growing grown grows growth grp gss gsub gte guarantee guaranteed ' +
  'guaranteeing guarantees guard guarded guards guess guessed guesses guessing guest gui guid guidance guide ' +
  'guidelines guides gujarati guru gzip gzipped hack hacker hacking had hadoop hair half halt halted halting ' +
  'halts halves ham hammer hand handed handful handing handle handlebars handled handler handlers handles handling ' +
  'hands handshake handshakes handy hang hanging hangs hangul hans happen happened happening happens happy hard ' +
  'hardcode hardcoded harder hardware harm harmful harmless harness has hasattr hash hashable hashed hasher hashes ' +
  'hashing hashlib hashmap hasn hat have haven having hawaii haystack hazmat hbs hdr head header headers heading ' +
  'headings headless heads heal health healthy heap hear heard heart heartbeat heartbeats heavily heavy hebrew ' +
  'height held hell hellip hellman hello helloworld helm help helper helpers helpful helping helps helvetica ' +
  'hence her herd here hereby heredoc herein hero heterogeneous heuristic heuristics hex hexadecimal hexdigest ' +
  'hexdump hey hgroup hidden hide hides hiding hierarchical hierarchies hierarchy high higher highest highlight ' +
  'highlighted highlighting highlights highly hijacking hint hints hiragana his hist histogram historic historical ' +
  'historically history hit hits hitting hlen hmac hoc hoist hold holder holding holds hole holes home homebrew ' +
  'homedir homepage hong honor honored honors hood hook hooked hooking hooks hop hope hopefully hops horizontal ' +
  'horizontally horse host hosted hosting hostname hostnames hosts hot hotel hour hours house hover how however ' +
  'href htm html http httpbin httpd httponly https httptest hub huge hugo human humanize humans hundred hundreds ' +
  'hung hungarian hunter hup hurt hybrid hydrate hydrated hyper hyphen hyphenate hyphenated hyphens iam iana ' +
  'ibm ice ico icon icons iconv ide idea ideal ideally ideas idempotency idempotent ident identical identically ' +
  'identifiable identification identified identifier identifiers identifies identify identifying identities identity ' +
  'ideographic idle idn idp ids idx ietf iff iframe ignorable ignore ignored ignores ignoring iii ill illegal ' +
  'illumos illustrate image images imaginary imagine imap img immediate immediately immutability immutable imp ' +
  'impact impacted impacting impacts imperative impersonation impl implement implementation implemented implementing ' +
  'implements implications implicit implicitly implied implies impls imply implying import importance important ' +
  'importantly imported importing importlib imports impose impossible improper improperly improve improved improvement ' +
  'improvements improves improving inability inaccessible inaccurate inactive inactivity inadvertently inbound ' +
  'inbox inc incident incidental incl include included includes including inclusion inclusive incoming incompatible ' +
  'incomplete inconsistency inconsistent incorporate incorporated incorrect incorrectly incr increase increased ' +
  'increases increasing increment incremental incrementally incremented incrementing increments incur ind indeed ' +
  'indefinite indefinitely indent indentation indented indenting indents independent independently indeterminate ' +
  'index indexed indexes indexing india indian indicate indicated indicates indicating indication indicator indices ' +
  'indirect indirection indirectly individual individually individuals indonesian induce ine inefficient ineligible ' +
  'inequality inert inet inf infer inference inferred inferring infers infile infinite infinitely infinity infix ' +
  'inflate inflated inflating influence info inform information informational informative informed informs infos ' +
  'infrastructure ing ingestion ingress inherently inherit inheritance inherited inheriting inherits ini init ' +
  'initial initialisation initialise initialised initialization initialize initialized initializer initializers ' +
  'initializes initializing initially initiate initiated initiates initiating initiation initiative initiator ' +
  'inject injected injecting injection injector injects inline inlined inlining inner innermost inno innocent ' +
  'ino inode inplace input inputs ins insecure insensitive insensitively insensitivity insert inserted inserting ' +
  'insertion inserts inside insights insignificant inspect inspected inspecting inspection inspector inspects ' +
  'inspired inst install installable installation installations installed installer installing installs instance ' +
  'instanceof instances instant instantiate instantiated instantiates instantiating instantiation instantly instead ' +
  'instruct instructed instruction instructions instructs instrument instrumented insufficient int intact integer ' +
  'integers integral integrate integrated integrates integrating integration integrations integrity intel intend ' +
  'intended intensity intensive intent intention intentional intentionally inter interact interacting interaction ' +
  'interactions interactive interactively interacts intercept intercepted interception interceptor interceptors ' +
  'interest interested interesting interface interfaces interfere interfering interior interleave interleaved ' +
  'interlocked intermediary intermediate internal internally internals international internet interop interpolate ' +
  'interpolated interpolation interpret interpretation interpreted interpreter interpreting interprets interrupt ' +
  'interrupted interruption interrupts intersect intersection interval intervals intervention intl into intra ' +
  'intrinsic intro introduce introduced introduces introducing introduction introspect introspection ints intuitive ' +
  'intval inuse inv invalid invalidate invalidated invalidates invalidating invalidation invariant invariants ' +
  'inventory inverse inversion invert inverted investigate invisible invitation invite invocation invocations ' +
  'invoice invoke invoked invokes invoking involve involved involves involving ioctl ios iota iov ipaddr ipaddress ' +
  'ipc iphone ips ipsum ipv irc irregular irrelevant irrespective irreversible irrevocable isalnum isalpha isatty ' +
  'isdigit isdir isfile ish isinstance island ismap isn iso isolate isolated isolation israel isspace issue issuecomment ' +
  'issued issuer issues issuing ist isupper italian italic item items iter iterable iterate iterated iterates ' +
  'iterating iteration iterations iteratively iterator iterators itertools itoa its itself jade james jane january ' +
  'japan japanese jar jargon jars jason java javascript jean jeff jenkins jeremy jira jitter job jobs joe john ' +
  'join joined joiner joining joins jonathan jones jordan jose josh journal journey joy jpeg jpg jquery json ' +
  'jsonp jsx judge july jump jumping jumps june junit junk jupiter just justification justify jwt kafka kannada ' +
  'kbd kebab keep keepalive keeping keeps kept kerberos kernel kernels kevin key keyboard keydown keyed keyfile ' +
  'keyframes keygen keyid keypair keyring keys keyspace keystore keytype keyup keyword keywords khmer kick kill ' +
  'killed killing kills kilobytes kind kinds king kit kitchen klass kms knobs know knowing knowledge known knows ' +
  'koi kong korean kotlin kqueue krb kube kubernetes kwarg kwargs lab label labeled labels labs lack lacking ' +
  'lacks ladder lag lambda lambdas lame land landing lands landscape lang language languages lap laptop large ' +
  'largely larger largest last lastly lasts lat latch late latencies latency later latest latin latter launch ' +
  'launched launching law lax layer layers layout layouts lazily lazy lbl ldap lead leader leaders leadership ' +
  'leading leads leaf leak leaked leaking leaks leap learn learned learning lease least leave leaves leaving ' +
  'led left leftmost leftover leftovers legacy legal legend legitimate legitimately len length lengths lenient ' +
  'leo less lesser lesson let lets letter letters letting level levels leverage leverages leveraging lex lexer ' +
  'lexical lexicographic lhs lib libc libraries library libs libssh libxml license licensed licenses licensing ' +
  'lie lies life lifecycle lifetime lifetimes lift lifted lifting light lighter lightweight like likelihood likely ' +
  'likes likewise lim lime limit limitation limitations limited limiter limiting limits lin line linear linebreak ' +
  'linecap linejoin lineno lines linger link linkage linked linker linking links lint linter linting linus linux ' +
  'lion liquid list listed listen listened listener listeners listening listens listing listings lists lit lite ' +
  'literal literally literals lithuanian little live lived liveness lives living llen llo load loaded loader ' +
  'loaders loading loads loc local locale locales localhost locality localization localize localized locally ' +
  'locals localtime locate located locating location locations locator lock locked lockfile locking locks log ' +
  'logf logfile logged logger loggers logging logic logical logically login logins loglevel logo logon logos ' +
  'logout logs lol lon london lone long longer longest longs look lookahead looked looking looks lookup lookups ' +
  'loop loopback looping loops loose lorem lose loses losing loss lost lot lots loud loudly love low lower lowercase ' +
  'lowercased lowered lowering lowest lru lst lstat lstrip lte ltr ltrim lua lucas luck luckily lvl lying mac ' +
  'mach machine machinery machines macos macro macros mad made mag magenta magic magnet magnitude mail mailbox ' +
  'mailer mailing mails mailto main mainly maintain maintained maintainer maintainers maintaining maintains maintenance ' +
  'maj major majority make makedirs makefile makes making mal malayalam malformed malicious malloc man manage ' +
  'managed management manager managers manages managing mandatory mangle mangled mangling manifest manifests ' +
  'manipulate manipulated manipulating manipulation manipulations manner manpage manual manually many map mapped ' +
  'mapper mapping mappings maps marc march marco margin maria mariadb mark markdown marked marker markers market ' +
  'marking marks markup marshal marshall marshalling martin mask masked masking masks mass massage massive master ' +
  'masters match matched matcher matchers matches matching mate material materialize materialized materials math ' +
  'mathematical matrix matt matter matters matthew matthias max maxage maxdepth maximal maximize maximum maxlen ' +
  'maxlength maxsize may maybe mdash mean meaning meaningful meaningless meanings means meant meantime meanwhile ' +
  'measurable measure measured measurement measurements measures measuring mech mechanical mechanism mechanisms ' +
  'med media median medical medium meet meeting meets mega megabytes mem member members membership memberships ' +
  'memcache memcached memchr memo memoize memoized memory mention mentioned mentioning mentions menu mere merely ' +
  'merge mergeable merged merges merging mermaid mes mesh mess message messages messaging met meta metadata metal ' +
  'metavar meter meth method methods metric metrics mexico mfa mgmt mib michael micro micros microsecond microseconds ' +
  'microsoft mid middle middleware middlewares midnight midway might migrate migrated migrates migrating migration ' +
  'migrations migrator mike milestone milk milli million millions millis millisecond milliseconds mime mimetype ' +
  'mimic mimics min mind mindful mine mingw mini minimal minimally minimize minimizes minimum minor mint minus ' +
  'minute minutes mirror mirrored mirroring mirrors mis misc miscellaneous misconfigured misleading mismatch ' +
  'mismatched mismatches mismatching miss missed misses missing mission misspelled mistake mistakenly mistakes ' +
  'misuse mit mitigate mitigation mix mixed mixes mixin mixing mixins mixture mkdir mkdtemp mkstemp mktemp mktime ' +
  'mkv mmap mnt mobile mock mocked mocking mocks mod modal mode model models modern modes modification modifications ' +
  'modified modifier modifiers modifies modify modifying mods modular module modules modulo modulus moment mon ' +
  'monday money mongo mongolian monitor monitored monitoring monitors monkey mono monorepo monospace monotonic ' +
  'monotonically monster month monthly months moon more moreover morgan morph most mostly motivation mount mountain ' +
  'mounted mounting mounts mouse mousedown mov move moved movement moves movie movies moving moz mozilla msdn ' +
  'mset msg msgs mssql mtime much mul mult multi multibyte multicast multiline multipage multipart multiple multiples ' +
  'multiplex multiplexed multiplexing multiplication multiplied multiplier multiply multithreaded multithreading ' +
  'mus music musical must mut mutability mutable mutate mutated mutates mutating mutation mutations mutator mute ' +
  'muted mutex mutexes mutual mutually mux mvc myapp myfile myhost mysql myuser nada nagle naive naked name named ' +
  'namedtuple namely names namespace namespaced namespaces naming nan nano nanos nanosecond nanoseconds nap nargs ' +
  'narrow nas nat national nationality native natively natural naturally nature nav navigate navigation navigator ' +
  'nbar nbsp nbytes near nearest nearly necessarily necessary need needed needing needle needs neg negate negated ' +
  'negation negative negotiate negotiated negotiates negotiating negotiation neighbor neighbors neither neq ness ' +
  'nest nested nesting net netbsd netherlands netmask netrc network networking networks neue neutral never nevertheless ' +
  'new newer newest newkey newline newlines newly news next nfs nginx nice nicely nicer nick nickname night nil ' +
  'nine ninja nio nist nix nline nobody node nodejs nodelay nodename nodes nofile nofollow noindex noise noisy ' +
  'nokey nominal non nonblock nonblocking nonce none nonempty nonexistent nonsense nonstandard nonzero noon noop ' +
  'noopener nop nope noqa nor noreply norm normal normalization normalize normalized normalizer normalizes normalizing ' +
  'normally north norwegian noscript nosniff not notable notably notation notations note notebook noted notes ' +
  'nothing notice noticeable noticed notices notification notifications notified notifier notifies notify notifying ' +
  'noting notion notnull nova novalidate november now nowhere nowrap npm nread nth ntlm ntop nul null nullable ' +
  'nulls num number numbered numbering numbers numeric numerical numerous nums nworld oasis oauth obey obj objc ' +
  'object objective objects objs obligations obscure observable observation observe observed observer observers ' +
  'observes observing obsolete obtain obtained obtaining obtains obvious obviously occasional occasionally occasions ' +
  'occupied occupies occupy occur occurred occurrence occurrences occurring occurs oci oct octal octet octets ' +
  'october octopus odd odds off offending offer offered offering offers office official officially offline offs ' +
  'offset offsetof offsets often oid oidc okay old older oldest olive oliver omission omit omitempty omits omitted ' +
  'omitting once onclick one oneline onerror ones ongoing onion online onload only onto onwards oops opacity ' +
  'opaque opcode open openbsd opendir opened opener openid opening opens opensource openssh openssl opera operand ' +
  'operands operate operated operates operating operation operational operations operator operators opportunity ' +
  'opposed opposite ops opt opted optgroup optimal optimistic optimistically optimization optimizations optimize ' +
  'optimized optimizer optimizes optimizing optimum opting option optional optionally options opts opus oracle ' +
  'orange ord order ordered ordering orders ordinal ordinary org organization organizational organizations organize ' +
  'organized organizing orgs orient orientation oriented orig origin original originally originals originate ' +
  'originated originating origins oriya orm orphan orphaned orphans oss osx other others otherwise otp ought ' +
  'our ours ourself ourselves out outbound outcome outdated outer outermost outfile outgoing outline outlined ' +
  'outlines output outputs outputting outright outs outside outstanding over overall overflow overflowed overflowing ' +
  'overflows overhead overlap overlapping overlaps overlay overlays overload overloaded overloads overly overridable ' +
  'overridden override overrides overriding oversize oversized overview overwrite overwrites overwriting overwritten ' +
  'own owned owner owners ownership owning owns pacific pack package packaged packages packaging packed packet ' +
  'packets packing packs pad padded padding page paged pager pages pagesize paginated pagination paging paid ' +
  'pain paint pair paired pairing pairs palette palm pam panel panic panicking panics paper par para paragraph ' +
  'paragraphs parallel parallelism parallelize param parameter parameterize parameterized parameters parametrize ' +
  'params paren parens parent parentheses parenthesis parents paris parity park parked parking parks parrot parsable ' +
  'parse parseable parsed parser parsers parses parsing part partial partially partials participants participate ' +
  'participating particular particularly parties partition partitioned partitioning partitions partly partner ' +
  'parts party pas pascal pass passed passes passing passive passphrase passport passthrough passthru passwd ' +
  'password passwords past paste pat patch patched patches patching patent path pathinfo pathlib pathname pathnames ' +
  'pathological paths patient pattern patterns paul paulo pause paused pauses pausing pay paying payload payloads ' +
  'payment pays pbkdf pct pdf peak peek peeked peeking peer peers pem penalty pencil pend pending people pep ' +
  'per percent percentage percentile perf perfect perfectly perform performance performant performed performing ' +
  'performs perhaps period periodic periodically periods perl perm permanent permanently permission permissions ' +
  'permissive permit permits permitted permitting perms perpetual persian persist persisted persistence persistent ' +
  'persisting persists person personal personally persons perspective pertaining peru pessimistic pet peter pets ' +
  'pfx pgsql phantom phase phases philosophy phoenix phone photo photos php phrase physical pic pick picked picking ' +
  'pickle picks picture pid pidfile pids piece pieces pierre pig pile pin ping pings pink pinned pinning pins ' +
  'pip pipe piped pipeline pipelined pipelines pipelining pipes pitfalls pivot pixel pixels pizza pkcs pkey pkg ' +
  'place placed placeholder placeholders placement places placing plain plaintext plan plane planet planned planning ' +
  'plans platform platforms play playback player playground playing plays please plenty plist plot pluck plug ' +
  'pluggable plugin plugins plumbing plural pluralize pluralized plus pname png pod pods point pointed pointer ' +
  'pointers pointing pointless points poke polar police policies policy polish poll polled polling polls pollute ' +
  'polluting poly polygon polymorphic pong pool pooled pooling pools poor poorly pop popcount popen popped popping ' +
  'pops popular populate populated populates populating population port portability portable portal ported porting ' +
  'portion portions ports portuguese pos pose position positional positions positive positives posix possibilities ' +
  'possibility possible possibly post postal posted poster postfix postgre postgres postgresql posting postpone ' +
  'postponed posts potential potentially pound pow power powered powerful powers powershell ppc practical practically ' +
  'practice practices pragma pre preallocate preamble prec precede preceded precedence precedes preceding precise ' +
  'precisely precision precompile precompiled precomputed precondition preconditions preconfigured preconnect ' +
  'pred predates predefined predicate predicates predict predictable preemptively pref prefer preferable preferably ' +
  'preference preferences preferred preferring prefers prefetch prefetching prefix prefixed prefixes prefixing ' +
  'preload preloaded preloading preloads prelude premature prematurely premium prep preparation prepare prepared ' +
  'prepares preparing prepend prepended prepending prepends preprocess preprocessing preprocessor prerelease ' +
  'prerequisite prerequisites presence present presentation presented presents preservation preserve preserved ' +
  'preserves preserving preset presets presigned press pressed pressure presumably pretend pretty prev prevent ' +
  'prevented preventing prevention prevents preview previews previous previously pri price prices pricing primarily ' +
  'primary prime primitive primitives principal principals principle principles print printable printed printer ' +
  'printf printing println prints prio prior priorities prioritize prioritized prioritizes priority priv privacy ' +
  'private privately privilege privileged privileges pro proactive proactively probability probably probe probes ' +
  'probing problem problematic problems proc procedure procedures proceed proceeding proceeds process processed ' +
  'processes processing processor processors procs prod produce produced producer producers produces producing ' +
  'product production products prof professional profile profiler profiles profiling prog program programmatic ' +
  'programmer programming programs progress progression progressive progressively prohibit prohibited prohibits ' +
  'project projection projects prom prometheus promise promised promises promote promoted promotion prompt prompted ' +
  'prompting promptly prompts prone proof prop propagate propagated propagates propagating propagation proper ' +
  'properly properties property proportional proposal propose proposed props pros protect protected protecting ' +
  'protection protects proto protobuf protocol protocols protos prototype prototypes prove proven provenance ' +
  'proves provide provided provider providers provides providing proving provision provisioned provisioning provisions ' +
  'proxied proxies proxy proxying prune pruned pruning pseudo psql pthread pton ptr pty pub public publication ' +
  'publickey publicly publish published publisher publishers publishes publishing pubsub pull pulled pulling ' +
  'pulls pump punch punct punctuation purchase pure purely purge purged purges purging purple purpose purposefully ' +
  'purposes push pushed pusher pushes pushing put putenv puts putting pwd pypi pytest python qop quad quadratic ' +
  'qualified qualifier qualify quality quantifier quantity quantum quarter queried queries query queryable querying ' +
  'querystring question questions queue queued queueing queues queuing quick quicker quickest quickly quickstart ' +
  'quiet quietly quirks quit quite quorum quot quota quotas quotation quote quoted quotes quoting quux qux rabbit ' +
  'race races racing rack racy rad radio radius radix raft rage rail rainbow raise raised raises raising rake ' +
  'ram ran rand random randomize randomized randomly randomness range ranges rank ranked rap rare rarely rat ' +
  'rate rates rather rating ratio rational raw ray reach reachability reachable reached reaches reaching react ' +
  'read readability readable readdir reader readers readiness reading readline readlines readlink readme readonly ' +
  'reads readthedocs readwrite ready real realistic reality realize realloc reallocation really realm realpath ' +
  'realtime reap reaper reason reasonable reasonably reasoning reasons reassign reassigned reassignment rebalance ' +
  'rebase rebinding reboot rebuild rebuilds rebuilt rec recalculate recall receipt receive received receiver ' +
  'receivers receives receiving recent recently recipe recipes recipient recipients reclaim reclaimed recognition ' +
  'recognize recognized recognizes recommend recommendation recommended recommends recompile recompiled recompute ' +
  'recomputed reconcile reconfigure reconnect reconnecting reconnection reconstruct record recorded recorder ' +
  'recording records recover recoverable recovered recovering recovers recovery recreate recreated recreating ' +
  'rect rectangle recurring recurse recursion recursive recursively recv recycle recycled recycling red redact ' +
  'redacted redefine redefined redefinition redhat redir redirect redirected redirecting redirection redirections ' +
  'redirects redis rediss redistribute redistribution redo reduce reduced reduces reducing reduction redundancy ' +
  'redundant reentrant ref refactor refactored refactoring refcount refer reference referenced references referencing ' +
  'referential referer referred referrer referring refers refetch refine reflect reflected reflection reflects ' +
  'refrain refresh refreshed refreshes refreshing refs refuse refused refuses refusing reg regard regarded regarding ' +
  'regardless regards regenerate regenerated regex regexes regexp regexps region regional regions register registered ' +
  'registering registers registration registrations registries registry regression regressions regs regular regularly ' +
  'rehash reinit reinitialize reject rejected rejecting rejection rejects rel relate related relates relating ' +
  'relation relational relations relationship relationships relative relatively relax relaxed relay relayed release ' +
  'released releases releasing relevant reliability reliable reliably relied relies reload reloaded reloader ' +
  'reloading reloads relocate rely relying rem remain remainder remained remaining remains remap remarks remember ' +
  'remembered reminder remote remotely remotes removal removals remove removed removes removing rename renamed ' +
  'renames renaming render rendered renderer renderers rendering renders renew renewal reopen reopened reorder ' +
  'reordered reordering rep repair repeat repeatable repeated repeatedly repeating repeats repetition repetitive ' +
  'repl replace replaced replacement replacements replacer replaces replacing replay replayed replaying replays ' +
  'replica replicas replicate replicated replicates replicating replication replied replies reply replying repo ' +
  'report reported reporter reporters reporting reports repos repositories repository repr represent representable ' +
  'representation representative represented representing represents reproduce reproduced reproduces reproducible ' +
  'reproducing reproduction req reqs request requested requester requesting requests require required requirement ' +
  'requirements requires requiring rerun res reschedule rescue research resend reservation reserve reserved reserves ' +
  'reset resets resetting reside resident resides resilience resiliency resilient resize resized resizing resolution ' +
  'resolutions resolvable resolve resolved resolver resolvers resolves resolving resort resource resources resp ' +
  'respawn respect respected respecting respective respectively respects respond responded responder responding ' +
  'responds response responses responsibility responsible responsive rest restart restarted restarting restarts ' +
  'restoration restore restored restores restoring restrict restricted restricting restriction restrictions restrictive ' +
  'restricts result resulted resulting results resumable resume resumed resumes resuming resumption resync ret ' +
  'retain retained retaining retains retention rethrow retried retries retrieval retrieve retrieved retrieves ' +
  'retrieving retry retryable retrying return returncode returned returning returns retval reusable reuse reused ' +
  'reuses reusing rev revalidate reveal reveals reverse reversed reverses reversible reversing revert reverted ' +
  'reverting reverts review reviewed reviewer reviewers reviewing reviews revised revision revisions revisit ' +
  'revisited revocation revoke revoked revokes rewind rewinding rewrite rewrites rewriting rewritten rfc rgb ' +
  'rgba rhs rice rich richard rid right rightmost rights ring rio risk risks rlimit rmdir rmtree rnd rng road ' +
  'robert robin robot robots robust rock rocket role roles roll rollback rolled rolling rollout rolls rollup ' +
  'roman romanian room root rooted roots rose rot rotate rotated rotates rotating rotation rough roughly round ' +
  'rounded rounding roundrobin rounds roundtrip routable route routed router routers routes routine routines ' +
  'routing row rows royalty rpc rpm rsa rsp rsplit rss rst rstrip rsync rtl rtrim rtype ruby rule rules run rune ' +
  'runnable runner runners running runs runtime runtimes russian rust ryan sad safari safe safeguard safely safer ' +
  'safest safety said sake sale sales salt salted sam same samp sample samples sampling samuel san sandbox sane ' +
  'sanitization sanitize sanitized sanitizer sanitizes sanitizing sanity sans santa sas sasl sass sat satisfiable ' +
  'satisfied satisfies satisfy satisfying saturday save saved saver saves saving savings saw say saying says ' +
  'sbin scala scalability scalable scalar scalars scale scaled scales scaling scan scanned scanner scanning scans ' +
  'scenario scenarios scene scenes sched schedule scheduled scheduler schedules scheduling schema schemas scheme ' +
  'schemes school science scientific scm scope scoped scopes scoping score scores scp scratch screen screenshot ' +
  'screenshots script scripting scripts scroll scrolling scrub scss sdk seal sealed seamless seamlessly search ' +
  'searched searches searching sebastian sec second secondary seconds secret secrets secs section sections secure ' +
  'secured securely securing security sed see seealso seed seeded seeding seeds seeing seek seekable seeking ' +
  'seeks seem seems seen sees seg segment segmentation segments select selectable selected selecting selection ' +
  'selections selectively selector selectors selects self sell sem semantic semantically semantics semaphore ' +
  'semi semicolon semicolons semver send sender senders sendfile sending sends sense sensible sensitive sensitivity ' +
  'sensors sent sentence sentinel sep separate separated separately separates separating separation separator ' +
  'separators september seq seqno sequence sequences sequential sequentially ser serde serial serializable serialization ' +
  'serialize serialized serializer serializers serializes serializing serially series serif serious seriously ' +
  'serv serve served server servers serves service services serving ses sess session sessions set setattr setdefault ' +
  'setenv setex setitem setlocale setopt sets setsockopt settable setter setters setting settings settle settled ' +
  'setup setups setuptools seven several severe severity sex sftp sha shadow shadowing shall shallow shape shapes ' +
  'shard sharded sharding shards share shared shares sharing she shebang sheet shell shells shields shift shifted ' +
  'shifting shifts shim ship shipped shipping ships shirt shit shm shoe shop shopping short shortcut shortcuts ' +
  'shorten shortened shorter shortest shorthand shorts shot should shouldn show showed showing shown shows shrink ' +
  'shrinking shrinks shuffle shuffled shuffling shut shutdown shutdowns shutil shuts shutting sibling siblings ' +
  'sid side sidebar sidecar sides sig sigma sign signal signaled signaling signalled signals signature signatures ' +
  'signed signer significant significantly signifies signify signing signo signs signum sigs silence silenced ' +
  'silent silently silly silver sim similar similarity similarly simon simple simpler simplest simplicity simplification ' +
  'simplified simplifies simplify simply simulate simulated simulates simulating simulation simulator simultaneous ' +
  'simultaneously sin since single singleton singletons singular sink sinks sint sit site sites sits sitting ' +
  'situation situations six sixth size sized sizeof sizes sizing skeleton skew skewed skill skip skipif skipped ' +
  'skipping skips slab slack slash slashes slate slave slaves sleep sleeping sleeps slice slices slicing slide ' +
  'slider sliding slight slightly slip slot slots slow slower slowest slowly slug slurp small smaller smallest ' +
  'smallint smart smell smile smith smoke smooth smoothing sms smtp snake sname snap snappy snapshot snapshots ' +
  'snapshotted sni snippet snippets snow soap soccer social sock sockaddr socket socketpair sockets socks socktype ' +
  'soft software solaris sole solely solid solution solutions solve solved solves some somebody somehow someone ' +
  'something sometime sometimes somewhat somewhere song soon sooner sorry sort sortable sorted sorting sorts ' +
  'sought sound sounds source sourced sourceforge sources south space spacer spaces spacing spam span spanish ' +
  'spanning spans sparc spare spark sparse spatial spawn spawned spawning spawns speak speaker speaking speaks ' +
  'spec special specialized specially specials species specific specifically specification specifications specificity ' +
  'specifics specified specifier specifiers specifies specify specifying specs speech speed speeds speedup spell ' +
  'spellcheck spelled spelling spend spending spent sphinx spi spikes spin spit spl splat splice split splitlines ' +
  'splits splitter splitting sponsor sponsored sponsoring sponsors sponsorship spot spots spread spring sprint ' +
  'sprintf spurious spy sql sqlite sqrt sqs square squared squash squashed squeeze squid src srcset srv sscanf ' +
  'sse ssh ssize ssl sslmode sso sst stability stabilize stable stack stacked stacking stackoverflow stacks stacktrace ' +
  'staff stage staged stages staging stale stall stalled stalls stamp stamps stand standalone standard standardize ' +
  'standardized standards standby standing stands star stars start started starting starts startswith startup ' +
  'stash stat state stated stateful stateless statement statements states static statically staticmethod stating ' +
  'station statistic statistics stats status statuses stay staying stays std stderr stdin stdio stdlib stdout ' +
  'ste steal steam stem step stephen steps stereo sterling steve stick sticky still stmt stock stolen stop stopped ' +
  'stopping stops stopwatch storage store stored stores storing story str straight strange strategies strategy ' +
  'stray strcasecmp strcmp strconv strcspn stream streamed streaming streams street strength strerror stress ' +
  'stretch strftime strict stricter strictly stride string stringified stringify strings strip stripe stripped ' +
  'stripping strips strlen strncasecmp strncmp stroke strong stronger strongly strpbrk strptime strrchr strstr ' +
  'struct structs structural structure structured structures strval sts stub stubbed stubs stuck student studio ' +
  'study stuff stupid style styled styles stylesheet stylesheets styling stylus sub subclass subclassed subclasses ' +
  'subclassing subcmd subcommand subcommands subdir subdirectories subdirectory subdirs subdomain subdomains ' +
  'subfolder subject subjects subkey sublicense submission submissions submit submits submitted submitting submodule ' +
  'submodules subnet subnets subpath subprocess subprocesses subs subscribe subscribed subscriber subscribers ' +
  'subscribes subscribing subscript subscription subscriptions subsection subsections subsequent subsequently ' +
  'subset subsets substantial substitute substituted substitution substitutions substr substring substrings subsystem ' +
  'subtitle subtle subtract subtracting subtraction subtracts subtree subtype subtypes succ succeed succeeded ' +
  'succeeding succeeds success successes successful successfully successive successor such suddenly sudo suffer ' +
  'suffice suffices sufficient sufficiently suffix suffixed suffixes sugar suggest suggested suggesting suggestion ' +
  'suggestions suggests suit suitable suite suited suites sum summaries summarize summarized summary summed summing ' +
  'sums sun sunday sunset sup super superclass superfluous superior superseded superset superuser supervisor ' +
  'supplement supplemental supplied supplies supply supplying support supported supporting supports suppose supposed ' +
  'suppress suppressed suppresses suppressing suppression sure surf surface surfaced surfaces surname surprising ' +
  'surrogate surround surrounded surrounding survive survives suspect suspected suspend suspended suspension ' +
  'suspicious svc svg svn swagger swallow swallowed swap swapped swapping swaps sweden swedish sweep sweet swift ' +
  'switch switched switches switching sym symbol symbolic symbols symlink symlinked symlinks symmetric symmetry ' +
  'syn sync synced synchronize synchronized synchronizes synchronous synchronously syncing syncs synonym syntactic ' +
  'syntactically syntax syntaxes synthesize synthetic sys syscall sysctl syslog system systemctl systemd systems ' +
  'tab tabindex table tables tablet tabs tada tag taggable tagged tagging tags tail tailored take taken takeover ' +
  'takes taking talk talking talks tamil tamper tampered tampering tap tar tarball target targeted targeting ' +
  'targets task tasks tax taxi taylor tbody tcp tcpip team teams tear teardown tearing tears tech technical technically ' +
  'technique techniques technologies technology tedious tee tel telemetry telephone tell telling tells telnet ' +
  'telugu temp tempdir tempfile templ template templated templates templating temporal temporarily temporary ' +
  'ten tenant tend tends tens term terminal terminals terminate terminated terminates terminating termination ' +
  'terminator terminology termios terms ternary test testable testcase testcases testdata tested tester testing ' +
  'tests testuser text textarea texts textual tfoot tgz thai than thank thanks that the thead their theirs them ' +
  'theme themes themselves then theoretical theoretically theory there thereby therefore thereof these they thin ' +
  'thing things think thinking thinks third thirty this thomas thorough those though thought thousand thousands ' +
  'thr thread threaded threading threads threadsafe three threshold thresholds threw throttle throttled throttler ' +
  'throttling through throughout throughput throw throwable throwing thrown throws thumb thumbnail thumbprint ' +
  'thursday thus tibetan tick ticker ticket tickets ticks tid tidy tie tied tier tiers ties tiff tiger tight ' +
  'tightly til tilde tile till time timed timedelta timedout timeline timely timeout timeouts timer timers times ' +
  'timestamp timestamped timestamps timezone timezones timing tiny tip tips title titles tld tls tlsv tmp tmpdir ' +
  'tmpfile tmpl toc toctree today todo together toggle toggled toggles tok token tokenize tokenized tokenizer ' +
  'tokens tokyo told tolerance tolerant tolerate tolower tomato tombstone toml tomorrow ton tone too took tool ' +
  'toolbar toolchain tooling toolkit tools top topic topics toplevel topology torn tort tos total totally totals ' +
  'touch touched touches touching toupper tour toward towards tower toy trace traceback traced tracer traces ' +
  'tracing track tracked tracker tracking tracks trade trademark trademarks tradeoff traditional traffic trail ' +
  'trailer trailers trailing train trait traits trans transaction transactional transactions transcode transfer ' +
  'transferred transferring transfers transform transformation transformed transformer transformers transforming ' +
  'transforms transient transit transition transitional transitioned transitioning transitions transitive translate ' +
  'translated translates translating translation translations translator transliterate transmission transmit ' +
  'transmitted transmitting transparency transparent transparently transport transports transpose trap trash ' +
  'trashed travel traversal traverse traversed traverses traversing travis treat treated treating treatment treats ' +
  'tree trees trend triage trial triangle trick tricky trident tried tries trigger triggered triggering triggers ' +
  'trim trimmed trimming trims trip triple triplet trips trivial trivially trouble troubleshoot truck true truly ' +
  'trunc truncate truncated truncates truncating truncation trunk trust trusted trusting trusts truth truthy ' +
  'try trying tsc tsv tsx ttf ttl tty tuesday tune tuned tuning tunnel tunneled tuple tuples turbo turkish turn ' +
  'turned turning turns tutorial tutorials tweak tweaked tweaking tweaks twelve twenty twice twitter two txt ' +
  'typ type typecheck typed typedef typeof types typical typically typing typo typos ubuntu udp ugly uid uint ' +
  'uintptr ukrainian ulong ultimate ultimately ultra umask umbrella unable unacceptable unaffected unaligned ' +
  'unambiguous uname unary unassign unassigned unauthorized unavailable unaware unbalanced unbind unblock unblocked ' +
  'unblocks unbound unbounded uncached uncaught unchanged unchecked unclear unclosed uncomment uncommitted uncommon ' +
  'uncompress uncompressed unconditional unconstrained und undef undefine undefined under underflow underline ' +
  'underlying underneath underscore underscores understand understanding understands understood undesirable undesired ' +
  'undo undocumented unencoded unencrypted unequal unescape unescaped unescaping unexpected unexpectedly unexported ' +
  'unfiltered unfinished unfold unformatted unfortunate unfortunately ungrouped unhandled unhealthy unicode unified ' +
  'uniform uniformly unify unimplemented uninitialized uninstall uninstalled uninstalling unintended union unions ' +
  'uniq unique uniquely uniqueness unit united units unittest unity universal universally university unix unknown ' +
  'unless unlike unlikely unlimited unlink unlinked unload unloaded unloading unlock unlocked unlocking unmanaged ' +
  'unmap unmapped unmark unmarshal unmatched unmerged unmodifiable unmodified unnamed unnecessarily unnecessary ' +
  'unneeded unordered unowned unpack unpacked unpacking unparseable unparsed unpredictable unprivileged unprocessable ' +
  'unprocessed unprotected unqualified unquote unquoted unreachable unread unreadable unrecognized unrecoverable ' +
  'unregister unregistered unrelated unreleased unreliable unreserved unresolvable unresolved unresponsive unrestricted ' +
  'unsafe unseen unsent unset unsetenv unshift unsigned unsorted unspecified unstable unstructured unsubscribe ' +
  'unsuccessful unsupported unsure unsynchronized unterminated until untouched untracked untrusted unusable unused ' +
  'unusual unvalidated unverified unversioned unwanted unwatch unwind unwrap unwrapped unwrapping unwraps unzip ' +
  'upcoming updatable update updated updater updates updating upfront upgrade upgraded upgrades upgrading upload ' +
  'uploaded uploading uploads upon upper uppercase uppercased ups upsert upside upstream uptime upto upwards ' +
  'urandom urgent uri uris url urldecode urlencode urlencoded urllib urls urn usable usage usages use usec used ' +
  'useful useless user useragent userdata userid userinfo username usernames users uses using usize usleep usr ' +
  'usual usually utc utf util utilities utility utilization utilize utilized utilizes utilizing utils utime uuid ' +
  'uuids val valgrind valid validate validated validates validating validation validations validator validators ' +
  'validity valign vals valuable value valued values van vanilla var varchar variable variables variadic variance ' +
  'variant variants variation variations varies variety varint various varname vars vary varying vault vec vector ' +
  'vectors vehicle vendor vendored venv ver verb verbatim verbose verbosity verbs verifiable verification verified ' +
  'verifier verifies verify verifying versa version versioned versioning versions versus vert vertex vertical ' +
  'vertically vertices very vhost via viable vice victim victor vid video videos vietnamese view viewed viewer ' +
  'viewing viewport views violate violated violates violating violation violations violet virtual virtually visa ' +
  'visibility visible vision visit visited visiting visitor visitors visits vista visual visualize visually vite ' +
  'vnd voice void vol volatile volume volumes vote voted voter votes voting vuln vulnerability vulnerable vvv ' +
  'wait waited waiter waiters waiting waitpid waits wake wakeup wal walk walked walking walks wall wanna want ' +
  'wanted wanting wants warm warming warmup warn warned warning warnings warns warranties warranty was wasm wasn ' +
  'waste wasted wasteful wat watch watchdog watched watcher watchers watches watching water watermark wav wave ' +
  'way ways wbr wchar weak weakref weaver web webhook webhooks webkit webp webpack webpage webserver webservers ' +
  'website websites websocket websockets wedge wednesday week weekday weekend weekly weeks weight weighted weights ' +
  'weird welcome well went were weren west western wget what whatever whatsoever whatwg wheel wheels when whence ' +
  'whenever where whereas wherever whether which whichever while white whitelist whitelisted whitespace whitespaces ' +
  'who whoami whole whom whoops whose why wide widely wider widget widgets width widths wiki wikipedia wild wildcard ' +
  'wildcards will willing win wind window windows wine winner wins winter wipe wiped wire wired wiring wise wish ' +
  'wishes with within without witness wizard woff woken wolf woman won wonder wont word wording words work workaround ' +
  'workarounds worked worker workers workflow workflows working workload workloads works workspace world worldwide ' +
  'worried worry worrying worse worst worth would wouldn wrap wrapped wrapper wrappers wrapping wraps writable ' +
  'write writeable writeln writer writers writes writing written wrong wrongly wrote wss www xaa xab xac xad ' +
  'xae xaf xba xbb xbc xbd xbe xbf xca xcb xcc xcd xda xdb xdc xdd xde xdf xdg xdigit xea xec xee xef xfa xfb ' +
  'xfc xfd xfe xff xffff xffffff xffffffff xhr xhtml xinfo xml xmlns xmp xor xpath xrange xsd xss xxx xxxx xxxxx ' +
  'xyz yahoo yaml yarn yay year years yellow yes yesterday yet yield yielded yielding yields yml york you your ' +
  'yourself youtube yum yyy yyyy zap zealand zebra zero zeroed zeroes zeros zip zipfile zipped zlib zombie zombies ' +
  'zone zones zoom zsh zstd zulu zzz';
