### 日本語。

## タブ
tab-overview = 概要
tab-timeline = タイムライン
tab-sessions = セッション
tab-transfers = 転送
tab-sites = サイト
sites-summary = { $number ->
   *[other] { $count } 件のサイト
}
sites-choose = サイトを選択すると、誰が訪れたかが表示されます。
sites-blank = この範囲とフィルターには、サイトを含むイベントはありません。
sites-table = サイト
sites-host = ホスト
sites-visits = 訪問
sites-users = ユーザー
sites-first = 最初 ({ $zone })
sites-last = 最後 ({ $zone })
sites-pastes = 貼り付け
sites-uploads = サイトへの転送
sites-downloads = サイトからの転送
sites-blocked = ブロック
sites-matrix = 上位 10 サイトのユーザー
sites-matrix-blocked = サイトとユーザーごとのブロック数
sites-matrix-events = サイトとユーザーごとのイベント数
sites-matrix-more = ほかに { $count } ユーザー
sites-users-of = { $host } のユーザー
sites-users-of-this = 訪れたユーザー:
sites-users-hint = ユーザーを選択すると、該当するイベントだけが表示されます。
tab-events = イベント
tab-evidence = 証拠
tab-compare = 比較

## 系統
family-lifecycle = ライフサイクル
family-login = ログイン
family-browsing = 閲覧
family-blocked = ブロック
family-input = 入力
family-clipboard = クリップボード
family-transfer-in = 転送 (入)
family-transfer-out = 転送 (出)
family-print = 印刷
family-command = コマンド
family-api = API
family-other = その他

## システム
system-session-logger = Secure Browser: セッションロガー
system-user-access-logging = Secure Browser: ユーザーアクセス
system-cloudtrail = CloudTrail
system-cloudshell = CloudShell
system-session-manager = Session Manager
system-session-manager-stream = Session Manager: ストリーム
system-session-manager-transcript = Session Manager: トランスクリプト
system-workspaces-access = WorkSpaces Access

## 場所
endpoint-local = ローカルマシン
endpoint-remote-disk = リモートディスク
endpoint-remote-clipboard = リモートクリップボード
endpoint-site = サイト
endpoint-printer = プリンター (PDF)
endpoint-cloudshell = CloudShell

## 共通
table-column-width = 「{ $column }」列の幅
table-printed = 全 { $count } 行のうち、収まる行だけが印刷されます。
empty-state-yet = ここに表示するものはまだありません。ファイルを読み込んでいます。
empty-state-at-all = 読み込んだ内容にイベントはありません。
empty-state-of-these = 読み込んだ内容には、このビューに表示するものがありません。
empty-state-show-evidence = 証拠を表示
empty-state-clear-filter = フィルターをクリア
empty-state-all-time = 全期間を表示
unknown = 不明
nobody = (ユーザーなし)

## 枠: 上部バー、空の状態、フィルター、帯
close = 閉じる
cancel = キャンセル
views = ビュー
count-files = ファイル
count-records = レコード
count-events = { $count ->
   *[other] イベント
}
count-duplicates = { $count ->
   *[other] 重複
}
count-rejected = 拒否
count-skipped = スキップ
counts-title = レコード = イベント + 重複 + 拒否 + スキップ。証拠を表示します。
partial = 一部のみ
partial-words = このケースは一部のみです。{ $all } ファイル中 { $begun } ファイルの読み込みを開始した時点でキャンセルされ、{ $left } ファイルが最後まで読み込まれていません。数値とグラフは、それまでに読み込まれた分だけを対象としています。
partial-hash-words = ハッシュ計算がキャンセルされました。すべて読み込み済みですが、一部のファイルには SHA-256 がありません。続行するか、もう一度渡すと計算します。
partial-room-words = このケースは一部のみです。このタブで使えるメモリの上限に達したため、{ $all } ファイル中 { $begun } ファイルの読み込みを開始した時点で終了しました。{ $size } のうち { $unread } は未読です。数値とグラフは、それまでに読み込まれた分だけを対象としています。残りを確認するには、1 か月分など、一度に渡す量を減らしてください。
room-foreseen = この { $size } には約 { $needed } のメモリが必要ですが、このタブで使えるのは { $room } までです。収まらない分は読み込まれず、未読として数えられます。
room-foreseen-said = すべてはこのタブのメモリに収まりません。
unreadable = ブラウザで最後まで、またはハッシュ計算のために再度読み取れなかったファイルが { $count } 件あり、数値には読み取れた部分だけが含まれ、SHA-256 はありません: { $names }。
unreadable-anew = 渡した後に変更されたファイルを現在の内容で読み込むには、最初からやり直して、もう一度渡してください。
go-on = 続行
go-on-without = 終了させて続行
start-anew = 最初からやり直す
start-anew-words = 読み込んだ内容をすべて破棄します。
lost-engine = 読み込んだ内容を保持していたワーカーが終了しました。読み込んだ内容はすべて失われ、以下の数値は正しくありません。最初からやり直し、ファイルをもう一度渡してください。
lost-ingest = ファイルを読み込むワーカー { $count } 個が途中で終了しました。読み込み済みの内容は保持されています。{ $files ->
    [0] これによる未読のファイルはありません。
   *[other] { $files } ファイルが最後まで読み込まれていません: { $names }
}
lost-hash = ハッシュを計算するワーカー { $count } 個が途中で終了しました。{ $files ->
    [0] 残りはほかのワーカーが計算します。
   *[other] { $files } ファイルに SHA-256 がありません: { $names }
}
lost-reading = テキストを再度読み取るワーカーが終了しました。もう一度テキストを開くと、新しいワーカーが起動します。
lost-failed = エラー: { $words }
lost-silent = 応答がなくなりました。
silent-worker = ワーカーが 1 分間応答していません。処理中であるか、通知なしに終了した可能性があります。
given-again = 同じ内容で既に渡されたファイルが { $count } 件あり、1 回だけ読み込まれます: { $names }
same-path = 同じパスの別のファイル { $count } 件を、別のパスで読み込みました: { $names }
add = ファイルを追加
add-words = 現在の内容に追加されます。同じファイルは 1 回だけ読み込まれ、同じパスの別のファイルは別のパスで読み込まれます。
zone = タイムゾーン
zone-others = その他のタイムゾーン
zone-device = { $zone } (このデバイス)
language = 言語
theme-system = テーマ: システム設定に従う
theme-light = テーマ: ライト
theme-dark = テーマ: ダーク

seal-on = 封印済み
seal-off = 未封印
seal-title = このページの封印の仕組み
seal-what = このページは、最初のファイルを受け取る前に、あらゆるリクエストを行う権限を放棄します。以後は、ログに何が含まれていても、ページもワーカーも、何かを読み込んだり送信したりすることはできません。
seal-how = これを強制するのはページではなくブラウザです。connect-src 'none' を含むコンテンツセキュリティポリシーがドキュメントに追加され、一度追加されたポリシーはタブを閉じるまで取り消せません。
seal-workers = ファイルを読み込むワーカーは、その後にページ内から起動されるため、同じポリシーを引き継ぎます。
seal-withdrawn = WebRTC と、データを含むアドレスへのページ移動は、どのポリシーでも禁止できません。そのため、ページは自身のスクリプトからこれらを取り除きます。フレーム、ウィンドウ、リンク、フォームを作ることも、他のページへ移動することもできません。
seal-tried = 起動時に、ページは誰のものでもないアドレスと、サーバーから読み込まれた場合は自身のサーバーへの接続を試み、ポリシーによって拒否された場合にのみ処理を続行します。この試験は今すぐもう一度実行できます。
seal-test = セルフテストを実行
seal-test-running = リクエストの送信を試みています…
seal-test-passed = ブラウザがリクエストを拒否しました。ページは封印されています。
seal-test-failed = リクエストはポリシーによって拒否されませんでした。このタブを閉じ、ログを渡さないでください。
seal-limits = これで防げないもの: すべてのページを読み取れるブラウザ拡張機能と、このマシンを使用できる他の人。ブラウザの開発者ツールのネットワークパネルで、ご自身で確認できます。

help-title = ヘルプ
help-keys = キー
help-keys-on = 単独キーの操作を有効にする (入力中は無効)
help-settings = 設定
omit-names = アドレスに名前を含めない
omit-names-what = フィルター、選択中のイベント、表示中のセッション、比較の条件をアドレスに含めません。リンクを共有しても、それらは伝わりません。ブラウザーの履歴に残ったものと、保存するファイルの内容は変わりません。
remember = このブラウザーに設定を記憶する
remember-what = 記憶するのは言語、配色、タイムゾーン、上の設定、表の列とその幅だけです。ログの内容は一切記憶されません。オフにすると、記憶した設定は削除されます。
remember-failed = このブラウザーは、このページのデータを保存しません (ファイルとして開いたページではそうなることがあります)。設定はページを閉じるまで有効です。
help-filter = フィルター
help-filter-words = 並べた条件をすべて満たすイベントが表示されます。OR はいずれか、条件の前のマイナスまたは NOT は否定を表し、括弧でまとめられます: user:alice (family:transfer OR size:>10MB) -host:*.example.com。* は任意の文字列を表しますが、引用符の中では文字そのものです。引用符の中の引用符は \" と書きます。単語や引用符で囲んだ語句は、イベントのすべてのテキストから検索されます。
help-filter-fields = フィールド: { $fields }。複数の値: user:(alice OR bob)。* だけを指定すると値があるもの、"" はないもの: error:*、session:""。アドレス: client_ip:203.0.113.0/24。時刻 (ページのタイムゾーン): time:2026-11-19、time:2026-11-19T08..2026-11-19T12:30 (終わりの分を含む)。サイズ: size:>10MB、size:1kB..5MB。
key-search = フィルターに移動
key-tabs = ビューに移動
key-back = 1 つ戻る: 詳細パネルを閉じ、その後、時間範囲を 1 つずつ解除
key-help = このヘルプ
key-palette = すべてのコマンドを名前で探す
palette = コマンド
palette-go = { $name } に移動
palette-save = エクスポート: { $name }
palette-drawer = 詳細パネルの表示と非表示
palette-zone = 次のタイムゾーン
palette-language = Show in English
palette-theme = 次のテーマ
key-complete = フィルター欄: 候補を選び、確定する
key-menu = 値や行のメニュー（絞り込み、除外、前後、コピー）。右クリックでも開きます
key-minimap-move = ミニマップ: 時間範囲を作成、移動
key-minimap-extend = ミニマップ: 範囲の終わりを移動
key-minimap-commit = ミニマップ: この範囲だけを表示
key-timeline-window = タイムライン: 拡大、縮小、左に移動、右に移動
key-timeline-fit = タイムライン: 全体を表示
key-timeline-marks = タイムライン: 次または前のマークに移動
key-headings = 表の見出し: 隣の見出しへ移動
key-widths = 見出しの境界: 列を狭く、または広くする (Shift を押すと大きく、Enter で元の幅)
key-rows = 表: 行を移動
key-ends = 表: 最初または最後の行に移動

promise = ログがこのタブの外に出ることはありません。
promise-more = 読み込み、検索、描画はすべてここで行われ、このページのあらゆる接続はブラウザ自体によって禁止されています。
promise-link = 仕組みの説明とテスト
link-wants = { $number ->
   *[other] このリンクの対象は { $count } 個のファイル
  }
link-wants-systems = （{ $systems }）
link-wants-time = 、イベントの時刻は { $time }
link-wants-files = です。リンクにはファイル名も内容も含まれません。同じファイルを追加すると、共有されたときの表示になります。
drop-title = ログファイルまたはフォルダをここにドロップ
drop-here = ドロップして読み込む
drop-words = ページ上のどこでも構いません。フォルダは中身ごと、圧縮ファイルはそのまま読み込めます。
choose-files = ファイルを選択
choose-folder = フォルダを選択
paste = 貼り付け
paste-title = ログのテキストを貼り付け
paste-words = JSON、JSON Lines、または対応しているログのテキスト:
paste-read = 読み込む
sample = サンプルケースを試す
sample-words = 架空のユーザー 12 人の 3 日間。そのうちの 1 人が何かを持ち出しています。
known-title = 対応しているログ
known-log = ログ
known-where = AWS での場所
known-packed = 対応する形式
known-session-logger = WorkSpaces Secure Browser: セッションロガー
known-session-logger-where = ポータルのセッションロガーの S3 バケット (WorkSpaces Secure Browser コンソールのセッションロガーのログの場所)
known-session-logger-packed = JSON Lines または JSON 配列、フラットまたは日付別フォルダ、gzip
known-user-access = WorkSpaces Secure Browser: ユーザーアクセスログ記録
known-user-access-where = ポータルのユーザーアクセスログ記録で指定した Kinesis データストリーム amazon-workspaces-web-… (多くは Firehose により S3 に配信)
known-user-access-packed = 1 行ごと、または連結された JSON オブジェクト、gzip
known-session-manager = Session Manager: セッション
known-session-manager-where = Session Manager の設定で指定した S3 バケットのトランスクリプトと CloudWatch Logs ロググループの出力 (Systems Manager コンソールの Session Manager、設定)。履歴は aws ssm describe-sessions --state History
known-session-manager-packed = Linux、macOS、Windows のトランスクリプト、ストリーミングされた JSON、セッション終了時のアップロード、AWS CLI バージョン 1 と 2 の JSON
known-cloudtrail = CloudTrail (CloudShell と Session Manager の呼び出しを含む)
known-cloudtrail-where = 証跡の S3 バケット (CloudTrail コンソールの証跡)、イベント履歴の「イベントをダウンロード」、aws cloudtrail lookup-events、CloudTrail Lake、Security Lake
known-cloudtrail-packed = ログファイル、JSON Lines、CSV、OCSF、EventBridge イベント。ダイジェストファイルと Insights ファイルも識別
known-workspaces = WorkSpaces Access: WorkSpaces へのログイン
known-workspaces-where = aws.workspaces の詳細タイプ “WorkSpaces Access” に対する EventBridge ルールの送信先 (CloudWatch Logs ロググループまたは Firehose)。ユーザー名は aws workspaces describe-workspaces
known-workspaces-packed = EventBridge の JSON (1 件、または区切りなしの連結)
known-metrics = CloudWatch メトリクスとセッションロガーの設定
known-metrics-where = 名前空間 AWS/WorkSpacesWeb: aws cloudwatch get-metric-data、get-metric-statistics、メトリクスストリーム、コンソール。設定は aws workspaces-web get-session-logger
known-metrics-packed = AWS CLI の JSON、メトリクスストリームの JSON、コンソールの CSV。イベントには数えず、「証拠」に一覧表示
known-wrappers = いずれも、入れ子を含めて次の形式に対応しています: gzip、zip、CloudWatch Logs (filter-log-events、get-log-events、エクスポートタスク、サブスクリプション、Logs Insights の CSV)、EventBridge、Firehose、JSON 文字列内の JSON。UTF-8 と UTF-16、あらゆる改行コードに対応しています。解釈できないものは黙って除外されることなく、件数と位置が表示されます。

reading = 読み込み中
reading-bytes = { $read } / { $all }
about-size = 約 { $size }
reading-counts = { $events } イベント · { $done } / { $all } ファイル
reading-seconds-left = 残り約 { $count } 秒
reading-minutes-left = 残り約 { $count } 分
hashing = 読み込み完了、ハッシュを計算中
hashing-counts = { $done } / { $all } ファイル
reading-ended = すべてを読み込む前に終了しました: { $events } イベント。
reading-done = すべて読み込みました: { $events } イベント。

menu = できること
menu-filter-for = この値で絞り込む
menu-filter-out = この値を除外する
menu-copy = コピー
menu-event = このイベント
menu-around = 前後 { $minutes } 分だけを見る
menu-range = この時間だけを見る
menu-copy-json = JSON としてコピー

filter = フィルター
filter-example = フィルター: user:alice* family:transfer-out size:>10MB "フリーテキスト"
filter-terms = フィルターの条件
filter-remove = { $term } を削除
filter-include = 除外をやめて { $term } を含める
filter-exclude = { $term } を除外する
filter-chip = クリックで編集、Alt+クリックまたは − で除外、Delete で削除、O または別の条件へのドラッグで OR 結合
filter-completion = 入力候補
filter-recent = 最近の条件
facets = ファセット
facet-search = 検索: { $field }
facet-exclude = { $value } を除く
facet-none = (なし)
filter-count = { $all } 件中 { $matching } 件のイベント
filter-dead-value = このケースには { $field } が「{ $value }」のものはありません。
filter-dead-word = このケースに「{ $value }」を含むものはありません。
filter-nearest-begins = { $number ->
   *[other] この文字で始まる値が { $count } 件あります:
}
filter-nearest-contains = { $number ->
   *[other] この文字を含む値が { $count } 件あります:
}
filter-nearest-similar = { $number ->
   *[other] よく似た値が { $count } 件あります:
}
filter-empty = すべての条件を満たすイベントはありません。各条件だけを満たすイベントの数:
filter-without = この条件を除くと { $count }
filter-outside = { $number ->
   *[other] 範囲外では { $count } 件のイベントが条件を満たします。
}
filter-kept = 直前のフィルターが引き続き有効です。
filter-unknown-field = { $field } というフィールドはありません。文字列そのものを探す場合は { $instead } と入力してください。
filter-misspelled-field = { $field } というフィールドはありません。{ $instead } ですか。
filter-missing-term = { $operator } の後に条件が必要です。文字列そのものを探す場合は { $instead } と入力してください。
filter-missing-joined = { $operator } の前後に条件が必要です。単語そのものを探す場合は { $instead } と入力してください。
filter-field-of-case = { $field } は、人が調査に付けたものや検索したものを探します。ここにはそれがありません
filter-missing-value = { $field } のコロンの直後に値が必要です。値がある場合は { $instead }、ない場合は { $field }:"" と入力してください。
filter-empty-word = 単語には 1 文字以上が必要です。フィールドの値がないイベントは { $instead } のように検索できます。
filter-empty-parentheses = この括弧の中には何もありません。文字列そのものを探す場合は { $instead } と入力してください。
filter-open-quote = この引用符が閉じられていません。{ $instead } と入力してください。引用符の中の引用符は \" と書きます。
filter-unclosed-parenthesis = この括弧が閉じられていません。括弧そのものを探す場合は { $instead } と入力してください。
filter-unopened-parenthesis = この括弧に対応する開き括弧がありません。括弧そのものを探す場合は { $instead } と入力してください。
filter-beside-parenthesis = この括弧のすぐ隣に文字があります。{ $instead } と入力してください。
filter-too-deep = 括弧の入れ子が { $limit } 段を超えています。括弧そのものを探す場合は { $instead } と入力してください。
filter-only-or = フィールドの値の間には OR だけを置けます。{ $instead } のように入力してください。
filter-bad-size = サイズとして読み取れません。{ $instead }、size:10MB、size:1kB..5MB のように入力してください。
filter-bad-time = 時刻として読み取れません。{ $instead }、time:2026-11-19T08、time:>=2026-11-19、time:<2026-11-20T08:30 のように入力してください。
filter-reversed-range = 範囲の終わりが始まりより前です。{ $instead } と入力してください。
filter-bad-network = アドレスのネットワークとして読み取れません。{ $instead } や client_ip:2001:db8::/32 のように入力してください。
filter-unknown-value = { $field } がこの値になることはありません。取り得る値: { $instead }
channels-hide = チャネル呼び出しを隠す
channels-show = チャネル呼び出しを表示
channels-hidden = { $number ->
   *[other] チャネル呼び出し { $count } 件は非表示
}
channels-explained = OpenControlChannel と CreateControlChannel: エージェントが Session Manager との接続を維持するための呼び出しです。読み取り、集計、エクスポートの対象であり、ビューだけが省略します。

minimap = 時間ごとのイベント
minimap-brush = 時間範囲。矢印キーで範囲を作成、移動し、Shift を押しながらで終わりを移動、Enter でこの範囲だけを表示します。
minimap-only = { $time } のみ
minimap-summary = { $events } イベント、{ $time } { $zone }。
minimap-undated = 時刻のあるイベントはありません。
ranges = 時間範囲
range-all = 全期間
drawer-width = 詳細パネルの幅

export = エクスポート
export-unfinished = 読み込みが完了していません。保存されるのは、これまでに読み込まれた分です。
export-busy = エクスポートを書き出しています。完了するかキャンセルすると、次のエクスポートを開始できます。
export-summary = 概要 (JSON)
export-audit = 監査 (JSON)
export-summary-scope = 読み込まれたすべて
export-csv = イベント CSV
export-jsonl = イベント JSON Lines
export-table = この表を CSV で
export-table-scope = 表示どおりの行と列
export-no-table = この画面に表はありません
export-svg = 図 (SVG)
export-png = 図 (PNG)
export-no-picture = 図はありません
export-events-scope = フィルターと範囲に含まれるイベント
counts-unknown-field = { $field } というフィールドはありません。
counts-uncounted-field = { $field } の値は数えられません。イベントとほぼ同じ数の値があるためです。
export-saving = { $name } を書き出しています: { $percent } %
export-failed = { $name } を最後まで書き出せませんでした。何も保存されていません。

## 概要
overview-empty = この範囲でフィルターに一致するイベントはありません。
overview-events = イベント
overview-activities = アクティビティ
overview-users = ユーザー
overview-hosts = ホスト
overview-client-ips = クライアント IP
overview-systems = システム
overview-services = サービス別の API 呼び出し
overview-over-time = イベントの推移
overview-undated = うち { $count } 件は時刻なし

time-months = 1 2 3 4 5 6 7 8 9 10 11 12
time-day = { $month }月{ $day }日
time-month = { $year }年{ $month }月
time-year = { $year }年
time-date = { $year }年{ $month }月{ $day }日
length-days = { $count } 日
length-hours = { $count } 時間
length-minutes = { $count } 分
length-seconds = { $count } 秒
length-milliseconds = { $count } ミリ秒
chart-events-count = { $count ->
   *[other] { $shown } 件
}
amount-partly-unknown = { $bytes } + 不明 { $count } 件

chart-show-table = 表を表示
chart-table = { $title }: 表
chart-hide-table = 表を隠す
chart-marks = { $title }: 矢印キーで棒を移動、Enter で拡大、Shift + 矢印キーで複数を選択
chart-zoom = { $range } に拡大
chart-time = 時刻 ({ $zone })
chart-events-per = { $length }ごとのイベント数
chart-bytes-per = { $length }ごとのバイト数
chart-transfers-per = { $length }ごとの転送数
chart-events-none = 時刻のある対象イベントはありません。
chart-events-summary = { $range } ({ $zone }) にイベント { $events }。最も多いのは{ $family } ({ $most } 件) です。
chart-undated = { $number ->
   *[other] 時刻のないイベントが { $count } 件あり、図には含まれません。
}

bars-none = 該当なし
bars-rest = ほか { $more } 件 (イベント { $events } 件)
list-before = 前に { $count } 件
list-more = ほか { $count } 件
list-fewer = 少なく表示
text-more = さらに表示: { $total } 文字のうち残り { $left } 文字

moved-over-time = 転送の推移
moved-in = 入
moved-out = 出
moved-in-short = 入
moved-out-short = 出
moved-in-bytes = 入 (バイト)
moved-out-bytes = 出 (バイト)
moved-unknown = サイズ不明
moved-in-unknown = 入 (サイズ不明)
moved-out-unknown = 出 (サイズ不明)
moved-line = { $count } 件 · { $bytes }
moved-measure = 単位
moved-by-bytes = バイト
moved-by-count = 件数
moved-none = 対象範囲に、時刻のある入出の転送はありません。
moved-summary = 入: { $incoming } 件 ({ $inbytes })。出: { $outgoing } 件 ({ $outbytes })。
moved-summary-unknown = 線上の白抜きの印は、サイズの記録がない転送を示します。

# アクティビティの意味。AWS の管理ガイドによる。
activity-browser-SessionStart = 安全なブラウザセッションが起動されました。ユーザーはまだ接続していません。
activity-browser-SessionConnect = ユーザーは安全なブラウザセッションに接続しています。
activity-browser-SessionDisconnection = ユーザーは安全なブラウザセッションから切断されました。
activity-browser-SessionEnd = 安全なブラウザセッションが終了しました。
activity-browser-TabOpen = ユーザーが新しいタブを開いたか、リンクを新しいタブで開きました。
activity-browser-TabClose = ユーザーがタブを閉じました。
activity-browser-UrlVisit = ユーザーが URL に移動しました。
activity-browser-WebsiteInteract = ユーザーがウェブサイトの標準 HTML 要素 (チェックボックス、ラジオボタン、ボタン、ドロップダウンの項目) を操作しました。
activity-browser-ContentTransferFromLocalToRemoteClipboard = ユーザーが、セッション内のツールバーまたはキーボードショートカットにより、安全な環境の外のコンテンツで安全なブラウザ内のクリップボードを更新しました。内容は記録されません。
activity-browser-ContentCopyFromWebsite = ユーザーが、ウェブサイトのコンテンツで安全なブラウザ内のクリップボードを更新しました。内容は記録されません。
activity-browser-ContentPasteToWebsite = ユーザーが、安全なブラウザ内のクリップボードのコンテンツをウェブサイトに貼り付けました。内容は記録されません。
activity-browser-FileDownloadFromSecureBrowserToRemoteDisk = ユーザーが、ウェブサイトからセッションのリモートディスクにファイルをダウンロードしました。
activity-browser-FileUploadFromRemoteDiskToSecureBrowser = ユーザーが、セッションのリモートディスクからウェブサイトにファイルをアップロードしました。ファイル名もサイズも記録されません。
activity-browser-FileTransferFromLocalToRemoteDisk = ユーザーが、ローカルマシンからセッションのリモートディスクにファイルを転送しました。
activity-browser-FileTransferFromRemoteToLocalDisk = ユーザーが、セッションのリモートディスクからローカルマシンにファイルを転送しました。
activity-browser-PrintJobSubmit = ユーザーがセッションから印刷しました。PDF はローカルマシンに届きます。
activity-browser-UrlBlockByContentFilter = ポータルのコンテンツフィルターが URL をブロックしました。
activity-access-Validation = サービスが Kinesis データストリームへのテストレコードの送信に成功しました。
activity-access-StartSession = ユーザーがセッションを開始し、安全なブラウザセッションに接続しています。
activity-access-VisitPage = ユーザーがセッション内でページにアクセスしています。
activity-access-EndSession = ユーザーがセッションを終了しました。
activity-manager-StartSession = ターゲットへのセッションの開始が Session Manager に要求されました。接続はその後に行われます。
activity-manager-ResumeSession = 切断後のセッションへの再接続が要求されました。
activity-manager-TerminateSession = セッションが API 呼び出しで終了されました。“exit” でシェルを抜けた場合は記録されません。
activity-manager-OpenDataChannel = セッションのデータチャネル (入力と表示の経路) が開かれました。
activity-manager-CreateDataChannel = セッションのデータチャネル (入力と表示の経路) が作成されました。
activity-manager-OpenControlChannel = エージェントが Session Manager との接続を維持しています。機械による呼び出しで、だれのセッションでもありません。
activity-manager-CreateControlChannel = エージェントが Session Manager との接続を維持しています。機械による呼び出しで、だれのセッションでもありません。
activity-manager-SessionOutput = CloudWatch Logs にストリーミングされた、セッションの端末に表示された行です。時刻はアップロードの時刻 (精度は約 1 秒) であり、コマンドの時刻ではありません。
activity-manager-SessionTranscript = セッション全体のトランスクリプトです。フッターの時刻、つまりセッションの終了時刻に置かれます。ほかの時刻は含まれません。
activity-shell-CreateEnvironment = CloudShell 環境が作成されました。
activity-shell-CreateSession = CloudShell でシェルが開かれました。
activity-shell-DeleteEnvironment = CloudShell 環境がホームディレクトリごと削除されました。
activity-shell-DeleteSession = CloudShell のシェルが閉じられました。
activity-shell-StartEnvironment = CloudShell 環境が開始されました。
activity-shell-StopEnvironment = CloudShell 環境が停止されました。
activity-shell-ModifyEnvironment = CloudShell 環境の設定が変更されました。
activity-shell-DescribeEnvironments = コンソールが CloudShell 環境の一覧を取得しました。
activity-shell-GetEnvironmentStatus = コンソールが CloudShell 環境のステータスを取得しました。
activity-shell-GetLayout = コンソールが CloudShell のタブの配置を取得しました。
activity-shell-UpdateLayout = CloudShell のタブの配置が変更されました。
activity-shell-SendHeartBeat = ハートビート: シェルがブラウザで開かれています。
activity-shell-PutCredentials = コンソールの認証情報がシェルに転送されました。シェルでの操作はこの認証情報で行われます。
activity-shell-RedeemCode = サインインコードがシェルの認証情報と引き換えられました。
activity-shell-ApproveCommand = ほかの AWS サービスからシェルに送信されたコマンドが承認されました。
activity-shell-GetFileDownloadUrls = シェルからファイルをダウンロードするための URL が発行されました。実際に取得されたかどうかとサイズは記録されません。複数のファイルは 1 つの zip になります。
activity-shell-GetFileUploadUrls = シェルにファイルをアップロードするための URL が発行されました。実際に送信されたかどうかとサイズは記録されません。
activity-call-ConsoleLogin = AWS マネジメントコンソールへのサインイン、またはその試みです。失敗した場合は「エラー」に記録されます。
activity-call-CheckMfa = サインインページで多要素認証デバイスのコードが求められました。
activity-call-CredentialChallenge = サインインでユーザーに認証情報が求められたか、最初の認証情報が確認されました。
activity-call-CredentialVerification = サインインでユーザーの認証情報が検証されました。失敗した場合は「エラー」に記録されます。
activity-call-UserAuthentication = ユーザーが認証されました。失敗した場合は「エラー」に記録されます。
activity-call-SwitchRole = コンソールで別のロールに切り替えられました。
activity-workspace-WorkSpacesLogin = ユーザーが WorkSpace にログインしました。成功したログインだけが記録され、ユーザー名も終了も記録されません。

## タイムライン
timeline-label = 時間順のセッション。W と S で拡大/縮小、A と D で移動、F で全体を表示、ピリオドとカンマで前後のマークに移動、Enter でこの範囲だけを表示します。
timeline-open = 終了記録なし
timeline-counts = { $manytracks ->
   *[other] { $tracks } トラック
}の { $manysessions ->
   *[other] { $sessions } セッション
}。
timeline-summary = 表示範囲: { $window } { $zone }。
timeline-merged = { $count } 件をまとめたマークの最初の 1 件を選択しました。ダブルクリックで拡大します。
timeline-tip-merged = 近すぎて分けて描けない { $count } 件のイベントの最初の 1 件
timeline-tools = ズーム
timeline-zoom-in = 拡大 (W)
timeline-zoom-out = 縮小 (S)
timeline-fit = 全体
timeline-commit = 範囲を確定
timeline-commit-explained = ページ全体をここに表示されている時間に限定します (Enter)
timeline-legend = 系統
timeline-only-family = { $family } のみ: { $count } イベント
timeline-concurrent = 2 か所
timeline-concurrent-explained = このユーザーの 2 つのセッションが、共通点のないクライアント IP アドレスから同時に行われていました。ネットワークの切り替え、プロキシ、または別人の可能性があります。
timeline-concurrent-unknown = 場所は未比較
timeline-concurrent-unknown-explained = このユーザーには同時に行われたセッションとクライアント IP アドレスが多すぎるため、すべては比較していません。共通点のない組があるかどうかは分かりません。
timeline-user-sessions = セッション数: { $count }
timeline-track-events = イベント数: { $count }
timeline-track-none = 記録なし
timeline-pin = このトラックを先頭に固定
timeline-group = トラックの単位
timeline-sort = 並べ替え
timeline-sort-name = 名前
timeline-sort-first = 最初のイベント
timeline-sort-events = イベント数
timeline-sort-bytes-out = 送出バイト数
timeline-show-all = すべてのトラック (ほか { $count })
timeline-show-all-explained = ここに表示されている時間に何もないトラックも表示します
timeline-beyond-before = 表示範囲より前: { $what }。そこへ移動
timeline-beyond-after = 表示範囲より後: { $what }。そこへ移動
timeline-beyond-sessions = { $number ->
   *[other] { $count } セッション
}
timeline-merged-bar = 近すぎて分けて描けない { $count } セッション: { $window }。
timeline-session-bar = セッション { $session } · { $addresses } · { $window }。
timeline-arc = 入った後に出ていったファイル
timeline-arc-in = 入: { $time }
timeline-arc-out = 出: { $time }
timeline-zoom-to-it = 拡大表示
timeline-blank = この範囲にフィルターに一致するものはありません。
timeline-outside = どのトラックにも含まれないイベント: { $events }。
timeline-loose = { $number ->
   *[other] セッションなし { $count } 件
}
timeline-undated = { $number ->
   *[other] 時刻なし { $count } 件
}
timeline-outside-show = すべてのイベント
timeline-keys = W S ズーム · A D 移動 · F 全体 · . , マーク · Enter 範囲を確定
timeline-table = 表示中のセッション
timeline-table-show = 表を表示
timeline-table-hide = 表を隠す
timeline-table-caption = 表示中とその前後のトラックのセッションです。
timeline-table-more = ほか { $count } 件はここに表示されません。
timeline-table-all = すべてのセッション

## セッション
sessions-table = セッション
sessions-user = ユーザー
sessions-id = セッション ID
sessions-portal = ポータル、対象
sessions-addresses = クライアント IP
sessions-start = 開始 ({ $zone })
sessions-end = 最後のイベント ({ $zone })
sessions-length = 長さ
sessions-events = イベント
sessions-sites = サイト
sessions-in = 入
sessions-out = 出
sessions-state = 状態
sessions-ended = 終了
sessions-disconnected = 切断
sessions-open = 終了記録なし
sessions-ended-explained = セッションの終了が記録されています。
sessions-disconnected-explained = 最後の接続記録はクライアントの切断で、セッションの終了は記録されていません。
sessions-open-explained = 終了が記録されていません。継続中、強制終了、または最後のログファイルの欠落が考えられます。
sessions-some-events = { $events } 件中 { $matching } 件
sessions-several-addresses = 1 つのセッションに複数のクライアント IP アドレスがあります。確認する価値があります。
sessions-other-addresses = ほかに { $count } 件のクライアント IP アドレスがあります。このセッションだけに絞り込むと、概要タブですべて数えられます
sessions-moved-explained = 転送 { $count } 件。うちサイズの記録なし { $unknown } 件
sessions-summary = { $number ->
   *[other] 対象範囲に { $count } セッション。
}
sessions-choose = セッションを選択すると、その経過が表示されます。
sessions-blank = この範囲でフィルターに一致するイベントを含むセッションはありません。
sessions-story = セッション { $session } の経過
sessions-story-events = セッションのイベント (時刻順)
sessions-time = 時刻 ({ $zone })
sessions-activity = アクティビティ
sessions-what = 内容
sessions-size-unknown = サイズ不明
sessions-only = このセッションで絞り込む
sessions-on-timeline = タイムラインに表示
sessions-close = 閉じる
sessions-system = システム
sessions-logger = Secure Browser
sessions-user-access = ユーザーアクセス
sessions-open-manager = 終了が記録されていません。“exit” で抜けたシェルの終了は CloudTrail に記録されず、トランスクリプトのフッターまたはセッション履歴からわかります。
sessions-open-shell = 終了が記録されていません。タブを閉じたシェルの終了は記録されません。ハートビートが 20 分間ないと CloudShell が終了します。
sessions-ended-transcript = API 呼び出し、トランスクリプトのフッター、またはセッション履歴に終了が記録されています。
sessions-no-events = このセッションはセッション履歴だけに記録されています。
sessions-note-manager = 出力はアップロードの時刻 (精度は約 1 秒) に、トランスクリプトはセッションの終了時刻に置かれます。コマンドの時刻は記録されません。
sessions-note-shell = CloudShell 内のコマンドとファイルのサイズは記録されません。転送用 URL の発行は、転送が行われた証拠にはなりません。
sessions-note-access = ユーザーアクセスログにはセッション ID がありません。このセッションは、1 つのポータルにおける 1 人のユーザーの開始から終了までです。ブラウザの履歴から削除されたページは記録されません。
sessions-shell-calls = { $number ->
   *[other] シェル内からの AWS API 呼び出し { $count } 件 (ユーザーエージェントと同じプリンシパルによる判定)。どのセッションの件数にも含まれません。
}
sessions-from-shell = シェル内から
sessions-history = セッション履歴
sessions-tunnel-port = シェルではなくポートフォワーディングです。接続先: { $place }。Session Manager は通信内容を記録しません (仕様)。
sessions-tunnel-ssh = Session Manager 経由の SSH です。接続先: { $place }。Session Manager は通信内容を記録しません (仕様)。その中のシェル操作やファイル転送はテキストに残りません。
sessions-history-words = { $status }、{ $start } – { $end } { $zone }
sessions-reason = 理由

## 転送
transfers-empty = この範囲でフィルターに一致する転送はありません。
transfers-flow = 場所の間の転送
transfers-flow-summary = { $number ->
   *[other] 転送 { $count } 件
}。バイト数が最も多いのは { $way } ({ $bytes }) です。
transfers-way = { $from } → { $to }
transfers-place-note = 入 { $to } · 出 { $from }
transfers-size-unknown = サイズ不明
transfers-from-to = 元 → 先
transfers-count = 転送数
transfers-size = サイズ
transfers-bytes = 既知のバイト数
transfers-legs-note = ユーザーによるダウンロードは、サイト → リモートディスク、リモートディスク → ローカルマシンの 2 区間として記録されます。合算しないでください。
transfers-unknown-note = Session Logger はクリップボードの内容とリモートディスクからサイトへのアップロードのサイズを、CloudTrail は CloudShell の転送のサイズを記録しません。不明は 0 ではありません。
transfers-by-user = ユーザー別
transfers-by-extension = ファイルの種類別
transfers-no-extension = (拡張子の記録なし)
transfers-rest = ほか { $more } 件
transfers-table = 転送一覧
transfers-user = ユーザー
transfers-type = ファイルの種類
transfers-file = ファイル
transfers-session = セッション
transfers-came-from = 取得元
transfers-by-name = { $place }（名前のみ一致）
transfers-around = 前後
transfers-other-size = { $place }（サイズ違い）
transfers-undated = 時刻なし
transfers-not-recorded = 記録なし

## イベント
events-label = イベント
events-count = { $number ->
   *[other] { $count } 件のイベント
}
events-newest-first = 新しい順
events-columns = 列
events-columns-reset = 列を既定に戻す
events-column-left = 「{ $column }」を左へ移動
events-column-right = 「{ $column }」を右へ移動
events-none = この範囲でフィルターに一致するイベントはありません。
events-column-time = 時刻 ({ $zone })
events-column-what = 対象
events-column-moves = 移動元 → 移動先
events-undated = 時刻なし

## 詳細パネル
drawer-label = 選択中のイベント
drawer-close = 閉じる
drawer-missing = 選択中のイベントは、読み込んだ内容に含まれていません。{ $path } の { $offset } バイト目にあります。表示するには、そのファイルを追加してください。
drawer-before = セッション内の前へ
drawer-after = セッション内の次へ
drawer-fields = フィールド
drawer-source = 出典
drawer-call = 呼び出しの詳細
drawer-call-error = エラーメッセージ
drawer-call-resources = リソース
drawer-call-request = リクエストパラメータ
drawer-call-response = レスポンス
drawer-call-additional = 追加データ
drawer-call-service = サービスの詳細
drawer-original = 元のテキスト
drawer-as-in-file = ファイルのまま
drawer-copy-original = 元のテキストをコピー
drawer-reading = ファイルから再度読み取っています…
drawer-unreadable = テキストを再度読み取れません。ファイルが移動または変更されたか、読み取るワーカーが終了しています。解消しない場合は、最初からやり直してファイルをもう一度渡してください。
drawer-too-long = このレコードは長すぎるため整形せず、ファイルのとおりに表示しています。
drawer-not-json = 有効な JSON ではないため、ファイルのまま表示しています。
drawer-file = ファイル
drawer-offset = オフセット
drawer-length = 長さ
bytes-in-full = { $number ->
   *[other] { $count } バイト
}
drawer-packed = 展開後のテキスト内 ({ $containers })
drawer-sha256 = ファイルの SHA-256
drawer-hash-pending = 未計算
drawer-no-hash = なし (ファイルのハッシュは計算されていません)
drawer-filter-for = { $field } { $value } で絞り込む
drawer-filter-out = { $field } { $value } を除外
drawer-copy = { $field } { $value } をコピー
drawer-copied = コピーしました
drawer-copy-failed = ブラウザがコピーを許可しませんでした。
drawer-local-time = 時刻 ({ $zone })
field-time = 時刻
field-system = システム
field-family = 系統
field-activity = アクティビティ
field-user = ユーザー
field-tag = タグ
field-marked = 印
field-person = 人物
field-session = セッション
field-portal = ポータル
field-client-ip = クライアント IP
field-url = URL
field-host = ホスト
field-file = ファイル名
field-ext = 拡張子
field-target = 対象
field-region = リージョン
field-error = エラー
field-service = サービス
field-agent = クライアント
field-principal = プリンシパル
field-id = イベント ID
field-account = アカウント
field-category = カテゴリ
field-size = サイズ
field-from = 移動元
field-to = 移動先
field-path = 入力ファイル
field-line = 行
field-offset = オフセット
field-length = 長さ
field-workspace-user = WorkSpace のユーザー (describe-workspaces による)

## 証拠
evidence-intro = 読み取ったレコードは必ずいずれか 1 つに分類され、数は一致します: レコード = イベント + 重複 + 拒否 + スキップ。イベントは 1 回だけ数えます。重複は以前に読み取ったものと同じイベントです。拒否は解釈できなかったレコードで、それぞれ下に通知があります。スキップは解釈できたものの、イベントではないレコードです。
evidence-undated = { $number ->
   *[other] { $count } 件のイベントには時刻がありません。集計には含まれますが、どの時間範囲にも入りません。
}
evidence-unreadable = ブラウザが読み取れなかったファイル: { $paths }
evidence-inputs = 入力ファイル
evidence-column-path = パス
evidence-column-bytes = バイト数
evidence-column-sha256 = SHA-256
evidence-column-containers = コンテナ
evidence-column-format = 形式
evidence-column-records = レコード
evidence-column-events = = イベント
evidence-column-duplicates = + 重複
evidence-column-rejected = + 拒否
evidence-column-skipped = + スキップ
evidence-column-state = 状態
evidence-complete = 完了
evidence-incomplete = 一部のみ
evidence-unread = 未読
evidence-no-hash = なし
evidence-in-progress = 読み取り中
evidence-hash-pending = 未計算
evidence-no-container = なし
evidence-totals = { $number ->
   *[other] { $count } ファイル
}
evidence-copy-hash = 選択中のファイルの SHA-256 とパスをコピー
evidence-notices = 通知
evidence-no-notices = 通知はありません。拒否されたレコードはなく、すべてのファイルをそのまま読み取りました。
evidence-limitations = これらのファイルからは分からないこと
evidence-limitations-words = これらのファイルのイベントにないことも、起きていないとは限りません。形式にその項目がないか、一部しか含まれていません。
evidence-column-limitation = 分からないこと
limitation-no-parameters = このエクスポートにはパラメーターも応答も含まれません。呼び出しのセッション ID、対象、ファイルや、サインインの成否は分かりません。
limitation-parameters-omitted = 長すぎるパラメーターまたは応答を CloudTrail が省略しています。そこにあったセッション、対象、ファイルは分かりません。
limitation-answer-is-cut = 応答に続きがあると記されています (NextToken)。次のページが別のファイルにない限り、その内容は欠けています。
limitation-query-unfinished = 応答を保存した時点でクエリは終わっていませんでした。行が欠けている可能性があります。
cannot-show-address-bar-paste = ブラウザのアドレスバーへの貼り付けは記録されません。記録されるのは Web サイトへの貼り付けだけです。
cannot-show-clipboard-content = コピーや貼り付けが行われたことは記録されますが、その内容は記録されません。
cannot-show-clipboard-out = ポータルのクリップボードからユーザーのマシンへ移ったことを示すイベントはありません。イベントがあるのは取り込む方向だけです。
cannot-show-file-content = ファイルの名前とサイズは記録されますが、内容は記録されません。名前とサイズが同じでも別のファイルの可能性があります。
cannot-show-upload-name-and-size = サイトへのアップロードについては、ファイル名もサイズも仕様に記載がありません。どのファイルがアップロードされたかは分からないことがあります。
cannot-show-client-address = ユーザーの接続元アドレスは記録されません。
cannot-show-deleted-history = 訪問はブラウザの履歴から取得されます。それ以前に履歴から削除されたものや、プライベートウィンドウでの訪問は含まれません。
cannot-show-files = ファイルの転送、クリップボード、印刷は記録されません。
cannot-show-echo-off-input = 記録されるのは端末に表示された内容です。パスワードなど、表示されない状態で入力されたものは含まれません。
cannot-show-exit-without-record = exit で終了したシェルは API 呼び出しを残しません。トランスクリプトか履歴がなければ、終了は分かりません。
cannot-show-port-forwarding-and-ssh = ポート転送と SSH は開始だけが記録され、通過した内容は記録されません。
cannot-show-time-of-commands = コマンドの実行時刻は記録されません。ストリーミングされた出力の時刻はアップロードの時刻、トランスクリプトの時刻はセッション終了の時刻です。
cannot-show-commands = CloudShell でのコマンドは記録されません。記録されるのは、コマンドが行った AWS の呼び出しだけです (CloudTrail)。
cannot-show-transfer-size = CloudShell との間で転送されたファイルのサイズは記録されません。
cannot-show-url-made-not-used = 呼び出しが示すのは転送用のリンクが作成されたことであり、使用されたことではありません。
cannot-show-data-events-unless-selected = データへのアクセス (S3 のオブジェクト、DynamoDB の項目など) は、証跡で選択した場合にだけ記録されます。
cannot-show-delivery-delay = CloudTrail は呼び出しの数分後に配信します。ログを取得する直前の数分間は欠けている可能性があります。
cannot-show-best-effort = これらのイベントはベストエフォートで配信されます。イベントがないことは何の証明にもなりません。
cannot-show-failed-logins = 記録されるのは成功したログインだけです。
cannot-show-logouts = ユーザーがログアウトした時刻は記録されません。
cannot-show-user-names = ログインに記録されるのは WorkSpace で、ユーザーではありません。ユーザーは describe-workspaces から (その出力時点の情報として) 推定されるだけです。
match-name-and-size = 同じセッションで、ファイル名とサイズが同じです。
match-name = 同じセッションで、ファイル名が同じです。一方のサイズが不明なため、別のファイルの可能性があります。
unmatched-no-session = イベントにセッションの記載がありません。
unmatched-undated = イベントに時刻がありません。
unmatched-no-file-name = イベントにファイル名がありません。
unmatched-no-earlier-in-leg = このセッションでは、それ以前に同じ名前のファイルがリモートディスクに入っていません。そこで作成されたか、名前が変更されたか、ログが揃っていない可能性があります。
unmatched-other-size = 同じ名前のファイルがそれ以前に入っていますが、サイズが異なります。変更されたか、別のファイルの可能性があります。
joined-identity-map = ID の対応表に記載されています。
joined-workspace = describe-workspaces によると、この WorkSpace はこのユーザーのものです。
joined-same-address = 名前だけによる判断です。大文字と小文字の違いしかないアドレスは同一人物とみなします。
evidence-column-line = 行
evidence-column-offset = オフセット
evidence-whole-file = ファイル全体についての通知です。
evidence-column-kind = 種類
evidence-column-reason = 理由
evidence-notice-text = { $place } の通知
evidence-notice-hint = 通知を選択すると、元のテキストをファイルから再度読み取ります。
evidence-notice-empty = この通知はファイル全体に関するもので、対応するテキストはありません。
evidence-notice-more = … ({ $count } バイトのうち最初の 200 文字)
evidence-seal = 封印
evidence-seal-explained = ページは起動後、リクエストを一切送信できません。コンテンツセキュリティポリシーで禁止され、ブラウザがそれを強制します。セルフテストは、誰のものでもないアドレスと、サーバーから読み込まれた場合はページ自身のサーバーへの接続を試み、ポリシーによって止められた場合にのみ合格します。
facts-metrics = メトリクスのデータポイント
facts-metrics-words = CloudWatch が集計した、セッションロガーの配信イベント数とエラー数です。イベントではなく、照合はまだ行われません。
facts-loggers = セッションロガーの設定
facts-loggers-words = セッションロガーの記録対象です。フィルターに含まれないものは記録されていません。
facts-history = Session Manager の履歴
facts-history-words = describe-sessions の項目 (過去 30 日分)。日時はセッションのものです。
facts-workspaces = WorkSpaces とユーザー
facts-workspaces-words = describe-workspaces の項目です。ログイン自体には含まれないユーザー名を示します。
facts-identities = ID の対応表
facts-identities-words = 列 person、system、user を持つ、人が作成した表の行です。複数のシステムで同一人物であるユーザーを示します。
facts-portal = ポータル
facts-metric = メトリクス
facts-time = 時刻 ({ $zone })
facts-sum = 合計
facts-samples = サンプル数
facts-not-said = 記載なし
facts-name = 名前
facts-events = イベント
facts-events-not-here = このファイルにはありません
facts-events-not-here-why = Session Logger の一覧にはイベントフィルターが含まれません。aws workspaces-web get-session-logger で取得できます。
facts-all-events = すべて (今後追加されるものを含む)
facts-destination = 送信先
facts-arn = ARN
facts-session = セッション
facts-target = ターゲット
facts-status = ステータス
facts-start = 開始 ({ $zone })
facts-end = 終了 ({ $zone })
facts-owner = 所有者
facts-reason = 理由
facts-workspace = WorkSpace
facts-user = ユーザー
facts-person = 人物
facts-system = システム
evidence-first-bytes = ファイルの先頭:
kind-bad-container = 破損したコンテナ
kind-bad-csv = 不正な CSV
kind-bad-encoding = 不正な文字コード
kind-bad-json = 不正な JSON
kind-empty = 空
kind-limit = 上限
kind-no-times = 時刻なし
kind-not-recorded = 未記録
kind-truncated = 途中で終了
kind-unknown-format = 不明な形式
kind-unknown-record = 不明なレコード
kind-unsafe-name = 安全でない名前
reason-json-syntax = レコードの { $at } バイト目が有効な JSON ではありません。
reason-bad-row = 表の行として読み取れません。引用符が閉じていないか、セルの数がヘッダーと異なります。
reason-cut-off = レコードの途中でテキストが終わっています。
reason-too-deep = ネストが { $limit } 階層を超えています。
reason-too-long = { $limit } バイトを超えています。
reason-no-known-record = 既知の形式に当てはまらない JSON 値です。
reason-unknown-wrapper = 既知の形式に当てはまらない JSON オブジェクトです。リストに { $values } 個の値があります。
reason-unknown-wrapper-with-detail = 既知の形式に当てはまらない JSON オブジェクトです。キー { $detail } の下のリストに { $values } 個の値があります。
reason-no-known-format = 既知の形式ではないファイルです。
reason-recorder-failed = このセッションの記録プログラムが失敗しました。トランスクリプトにはその理由しかなく、セッションで行われたことは記録されていません。
reason-file-parquet = Parquet ファイルです（Security Lake のログの形式）。ここでは読み取れません。JSON にするには、Athena の UNLOAD（形式 JSON）か、DuckDB の COPY（拡張子 .jsonl）を使ってください。
reason-file-avro = Avro ファイルです。ここでは読み取れません。JSON にするには、avro-tools の tojson か DuckDB を使ってください。
reason-file-archive = ここでは開けない種類のアーカイブです。展開して、中のファイルを渡してください。
reason-file-packed = ここでは対応していない方式で圧縮されています。展開して、出てきたファイルを渡してください。
reason-file-event-log = Windows のイベントログです。ここで読み取るログではありません。
reason-file-packets = ネットワークのパケットキャプチャです。ここで読み取るログではありません。
reason-file-pdf = PDF です。ここで読み取るログではありません。
reason-file-sqlite = SQLite のデータベースです。ここでは読み取れません。表を CSV にするには、sqlite3 の .mode csv を使ってください。
reason-nothing-in-it = ファイルは空です。
reason-array-without-end = 配列が閉じ括弧なしで終わっています。
reason-unreadable = ファイルを最後まで読み取れませんでした。それまでの部分は読み取られています。
reason-transcript-too-long = トランスクリプトが合計 { $limit } バイトを超えています。それより前の部分は読み取りました。
reason-invalid-text = 無効なバイトを U+FFFD に置き換えました。
reason-shift-jis-text = テキストは UTF-8 ではありません。Shift_JIS として読み取りました。
reason-windows-1252-text = テキストは UTF-8 ではありません。Windows-1252 として読み取りました。
reason-damaged-gzip = gzip データが破損しているか、途中で切れています。それより前の部分は読み取りました。
reason-damaged-zip = zip データが破損しているか、途中で切れています。それより前の部分は読み取りました。
reason-damaged-tar = tar アーカイブが破損しているか、途中で切れています。それより前の部分は読み取りました。
reason-encrypted-member = 暗号化されているため、読み取っていません。パスワードで zip を展開して、中のファイルを渡してください。
reason-unreadable-member = 未対応の方式で圧縮されています。
reason-partial-member = スパースファイル、またはファイルの一部のため、読み取っていません。アーカイブを展開して、ファイルを渡してください。
reason-link-member = リンクまたはデバイスです。アーカイブの中に内容はありません。
reason-unsafe-name = 名前が絶対パスか、フォルダーの外を指しています。内容は読み取りました。その場所には何も書き出しません。
reason-no-times = どのイベントの時刻も読み取れませんでした。すべて時刻なしです。
reason-ambiguous-dates = 日付が日/月の順か月/日の順か、どの行からも判断できません。それらのイベントは時刻なしです。2026-11-28 09:05:00 のように年を先にして、表を保存し直してください。
reason-repeated-name = 同じ名前のメンバーが複数あります。最初のものだけを読み取りました。
reason-too-many-archives = アーカイブの入れ子が { $limit } 重を超えています。
reason-inner-zip-too-large = 圧縮された zip が { $limit } バイトを超えています。
reason-empty-archive = アーカイブにファイルがありません。
reason-too-much-inflated = 展開後のサイズが元の { $limit } 倍を超えます。それより前の部分は読み取りました。
reason-too-many-layers = gzip が { $limit } 重を超えています。
reason-too-many-members = アーカイブのメンバーが { $limit } 個を超えています。
reason-too-many-facts = データポイントが { $limit } バイトを超えています。残りは件数だけを数えました。
reason-too-many-rejected = 読み取れないレコードが { $limit } 件を超えています。それより前の部分は読み取りました。
reason-too-broken = 破損が多く、読み取りを続けられません。それより前の部分は読み取りました。

## The terminal view
tab-terminal = ターミナル
tab-terminal-none = セッションのテキストがありません。Session Manager のトランスクリプトもストリーミング出力も読み込まれていません。
terminal-none = セッションのテキストがありません。ターミナルセッションのテキストは、S3 または CloudWatch Logs のトランスクリプトか、Session Manager のストリーミング出力から得られます。
terminal-none-in-scope = フィルターと期間に合うイベントを持つ、テキスト付きのセッションはありません。
terminal-unreadable = このセッションのファイルを読み取れなくなりました。移動または変更されていないか確認してください。
terminal-lost = このテキストを保持していたワーカーが終了したため、テキストを読み取り直す必要があります。
terminal-opening = ファイルからテキストを読み直しています…
terminal-opening-cancelled = このテキストの読み込みを中止しました。
terminal-search-cancelled = 検索を中止しました。
terminal-again = やり直す
terminal-reading = 入力を読み取り中: { $number } / { $of }
terminal-showing = ターミナルで再現中: { $done } / { $all }
terminal-command = ターミナルなしで実行されたコマンドです。プロンプトもエコーもありません。
terminal-command-exit = ターミナルなしで実行されたコマンドです。プロンプトもエコーもありません。終了コードは { $code } です。
terminal-exit = 終了コード
terminal-exit-why = Session Manager エージェントがコマンドの出力の最後に書き込む行です。コマンド自身が同じ文字列を出力した可能性もあります。
terminal-stdout = 標準出力
terminal-stderr = 標準エラー出力
terminal-marker-why = Session Manager エージェントが各出力の区切りの先頭に付ける目印です。コマンド自身が同じ文字列を出力した可能性もあります。
terminal-cursor = カーソル: { $row } 行 { $column } 桁
terminal-cursor-none = カーソルなし
terminal-sessions = テキストのあるセッション
terminal-sessions-summary = { $number ->
   *[other] テキストのあるセッション { $all } 件中 { $shown } 件
}
terminal-column-who = セッション
terminal-column-start = 開始 ({ $zone })
terminal-column-line = 行
terminal-column-text = テキスト
terminal-column-confidence = 確度
terminal-column-why = 理由
terminal-kind-transcript = トランスクリプト
terminal-kind-stream = ストリーミング
terminal-kind-both = トランスクリプトとストリーミング
terminal-which = セッションのテキスト
terminal-name-transcript = トランスクリプト · { $path }
terminal-name-stream = { $number ->
   *[other] ストリーミング、メッセージ { $count } 件 · { $path }
}
terminal-sizes = { $bytes } · { $lines } 行 · { $screen }
terminal-size-assumed = 画面 { $columns } × { $rows } (推定)
terminal-size-set = 画面 { $columns } 桁 (設定値) × { $rows } 行 (推定)
terminal-times-transcript = ヘッダーとフッターの時刻はセッション終了時のものです。各行に時刻はありません。
terminal-times-stream = 時刻はアップロード時刻です (精度は約 1 秒)。タブと一部の文字はアップロード前に変更されています。
terminal-times-none = 各行に時刻はありません。
terminal-replaced = { $number ->
   *[other] { $count } 文字が途中で失われ、U+FFFD で表示されています。
}
terminal-cut = ここに表示できる量を超えるテキストがあります。
terminal-lines = セッションの行
terminal-alternate = 全画面プログラム: 最後の画面 { $lines } 行
terminal-alternate-hidden = それ以前に隠れたもの: { $hidden }
terminal-hidden-all = 隠れたテキストをすべて表示
terminal-alternate-short = 全画面プログラム
terminal-cleared = 後で画面から消去
terminal-hidden-mark = 非表示:
terminal-screen = 画面
terminal-screen-end = テキストの最後
terminal-screen-line = { $line } 行目に最後に書かれた時点
terminal-screen-step = メッセージの直後
terminal-screen-alternate = 全画面プログラム
terminal-places = テキスト内の場所
terminal-commands = コマンドらしき入力
terminal-commands-note = プロンプトの後にエコーされた文字列です。実行されたことの証明にはなりません。エコーのない入力は含まれません。
terminal-hidden = 隠れたテキスト
terminal-hidden-note = 後で消去または上書きされたテキストと、ターミナルに送られても表示されないテキストです。
terminal-hidden-replaced = 消去または上書き
terminal-hidden-title = ウィンドウのタイトル
terminal-hidden-clipboard = クリップボード宛て
terminal-hidden-link = リンク先
terminal-hidden-file = ファイル
terminal-hidden-osc = OS コマンド (OSC)
terminal-hidden-dcs = デバイス制御文字列 (DCS)
terminal-hidden-sos = 文字列 (SOS)
terminal-hidden-pm = プライバシーメッセージ (PM)
terminal-hidden-apc = アプリケーションコマンド (APC)
terminal-swallowed = ターミナルはこの行を表示しません。複数行にわたる制御文字列の中にありました: { $kind }。
terminal-columns = 桁数
terminal-columns-why = セッションは画面の幅を記録しません。テキストから推定しています。正しい幅がわかる場合はここで設定してください。
terminal-alternates = 全画面プログラム
terminal-alternates-note = エディターやページャーなど、専用の画面を持つプログラムです。
terminal-likely = 可能性が高い
terminal-likely-why = 可能性が高い: プロンプトにシェル、ユーザー、またはフォルダーの名前があります。
terminal-probable = 可能性あり
terminal-probable-why = 可能性あり (確度は低め): プロンプトが記号や名前だけなので出力と見分けがつかないか、全画面プログラムが表示したものです。
terminal-play = 1 倍速で再生
terminal-play-fast = 10 倍速で再生
terminal-slider = ストリームのメッセージ
terminal-step = { $number } / { $of } · { $time }
terminal-step-undated = 時刻なし
terminal-player-words = 1 ステップは 1 回のアップロードです。時刻はアップロード時刻 (精度は約 1 秒) で、3 秒を超える待ち時間は短縮されます。
terminal-search = 全セッションのテキストを検索
terminal-searching = 検索しています…
terminal-found = { $number ->
   *[other] { $count } 件一致 (検索したセッション: { $sessions } 件)。
}
terminal-found-first = 最初の { $count } 件を表示しています。
terminal-uncoloured = この行のさらに { $count } か所の色を省略しています。行を選択すると表示されます。
terminal-screen-uncoloured = 画面のさらに { $count } か所の色を省略しています。
terminal-all-colours = すべての色を表示
terminal-matches = 一致した行

compare-with = 表示中のイベントの比較対象
compare-rest = それ以外のすべて
compare-before = 直前の同じ長さの期間
compare-after = 直後の同じ長さの期間
compare-line = 別の条件
compare-no-part = 比較対象がありません。先に時間範囲を選ぶか、正しい条件を入力してください。
compare-one-sided = 片方にイベントがありません。条件または時間範囲で絞り込むと、残りと比較できます。
compare-here = 表示中
compare-there = 比較対象
compare-events = イベント
compare-in = 入
compare-out = 出
compare-change = 変化
compare-network = ネットワーク
compare-named = { $name }の比較
compare-values = 新規 { $new }、消失 { $gone }、両方 { $both }
compare-new = ＋ 新規
compare-gone = − 消失
compare-more = ↑ 増加
compare-less = ↓ 減少
compare-same = = 同じ

## 調査に付けたもの
case = 調査
case-title = 印・メモ・保存したフィルター
case-words = 付けたものはケースファイルに保存し、同じファイルと一緒に開くと元に戻ります。ファイルはハッシュで確かめます。ログのレコードは入りません。入るのは、その位置 (パス・ハッシュ・オフセット)、書いた内容、フィルター、メモを付けたセッションの ID です。
case-hint = まだ何も付けていません。表の中、または m キーでイベントに印を付けます。イベントの横にタグとメモ、セッションと時間範囲にもメモを書けます。
case-unsaved = まだ保存していません
case-save = ケースファイルを保存
case-open = ケースファイルを開く…
case-undo = 最後の変更を取り消す
case-full = 入りきりません。ケースファイルの上限より長いか多いため、何も変えていません。
case-unhashed = { $number ->
    [one] { $count } 件の印は、まだハッシュが分からないファイルにあります。今保存すると、後で見つけられません。
   *[other] { $count } 件の印は、まだハッシュが分からないファイルにあります。今保存すると、後で見つけられません。
}
case-opened = { $name } を開きました。
case-left-out = このうち { $count } 件は意味をなさないか入りきらないため、除きました。
case-no-room = 開いたケースファイルのうち { $count } 件は入りきらず、ここにはありません。
case-failed = { $name } は開けませんでした: { $why }
case-unreadable = 読み取れないか、大きすぎます。
case-not-json = ケースファイルではありません ({ $why })。
case-other-schema = 別の版のケースファイルです ({ $schema })。
case-inputs = ケースファイルにあるファイル
case-input-counts = 同じ { $same }、変更あり { $changed }、なし { $missing }、未確認 { $unproven }、新しいもの { $new }
case-input-same = 同じ
case-input-changed = 変更あり
case-input-missing = なし
case-input-unproven = 未確認
case-marks = 印
case-show-marked = 印のあるイベントだけ表示
case-remove-mark = 印を外す
case-range-notes = 時間範囲のメモ
case-range-note = 表示中の範囲のメモ
case-remove-note = メモを外す
case-session-notes = セッションのメモ
case-filters = 保存したフィルター
case-filter-name = 名前:
case-keep-filter = このフィルターを保存
case-remove-filter = フィルターを外す
mark-label = このイベントに付けるもの
mark-event = 印を付ける
mark-marked = 印あり
mark-tags = タグ
mark-add-tag = タグを追加
mark-remove-tag = { $tag } を外す
mark-note = メモ
mark-found = あり
mark-gone = ファイルは読みましたが、この位置にイベントがありません。別のファイルのイベントの写しとして数えた可能性があります。
mark-input-missing = ファイルが渡されていません。
mark-input-changed = この名前のファイルは内容が違います。
mark-input-unhashed = この名前のファイルはまだハッシュを計算していません。
mark-unproven = 元のファイルの内容が分かりません。保存時、またはファイルが失われた時に、ハッシュがまだ分かっていませんでした。
menu-mark = 印を付ける
menu-unmark = 印を外す
palette-mark = イベントに印を付ける・外す
palette-tag = イベントにタグを付ける
events-column-mark = 印
export-case-file = ケースファイル
export-case-scope = 印・タグ・メモ・保存したフィルターと、全ファイルのハッシュ
sessions-note = メモ
start-anew-unsaved = 印とメモがケースファイルに保存されていません。破棄して最初からやり直しますか?

## 原文の検索
deep-button = 原文
deep-title = 原文を検索
deep-words = フィルター行の語は、イベントの各項目だけを探します。ここではファイルをもう一度読み、各イベントのレコード全文を、ファイルにあるとおりに検索します。見つかったものはフィルターの条件になります。
deep-for = 検索するもの
deep-begin = 検索
deep-kind = 検索のしかた
deep-kind-words = 語
deep-kind-expression = 正規表現
deep-words-explained = すべての語がレコードにあるものを、大文字と小文字を区別せずに探します。"引用符" で囲むと続けて並ぶものだけを探します。エスケープを元に戻した文も検索するため、ログに \u65e5 とあっても「日」で、\" とあっても引用符で見つかります。
deep-expression-explained = Rust の regex クレートの書き方です。処理時間は文の長さに比例します。先頭に (?i) がなければ大文字と小文字を区別し、^ と $ はレコードの両端です。\w と \s は Unicode に対応し、\d は 0～9 と ０～９、\b は ASCII だけを見ます。後方参照・前後読み・\p は使えません。
deep-running = 原文を検索しています
deep-through = 原文の検索が終わりました。
deep-cancel = 検索を中止
deep-found-so-far = これまでに { $count } 件
deep-found = { $number ->
   *[other] { $count } 件のイベント
}
deep-made = このケースで行った検索
deep-named-words = 原文: { $text }
deep-named-expression = 原文: /{ $text }/
deep-offer-why = 語は各項目だけを探します。
deep-offer = 「{ $text }」を原文から検索
deep-unknown = 検索 { $number } はここにはありません。検索の結果はリンクにもケースファイルにも入らないため、もう一度検索してください。
deep-nothing = { $name }: 何も見つかりませんでした。
deep-unsearched = { $number ->
   *[other] { $count } 件のイベントは検索していません。後から加わったか、ファイルを最後まで読めませんでした ({ $paths })。
}
deep-unread = もう一度読めなかったファイル: { $paths }。
deep-go-on = 残りを検索
deep-empty = 検索するものを入力してください。
deep-too-long = { $limit } 文字を超えています。
deep-open-class = この角括弧が閉じていません。角括弧そのものは \[ と書きます。
deep-bad-range = 文字の範囲になっていません。a-z のように、小さい方から大きい方へ書きます。
deep-bad-escape = このようなエスケープはありません。バックスラッシュそのものは \\ と書きます。
deep-bad-flag = このようなフラグはありません。(?i) や (?s-m) のように書きます。
deep-bad-group-name = グループの名前になっていません。(?P<name>…) のように書きます。
deep-open-group = この括弧が閉じていません。括弧そのものは \( と書きます。
deep-unopened-group = この括弧に対応する始まりがありません。括弧そのものは \) と書きます。
deep-bad-count = 繰り返しの回数になっていません。a{ "{" }2,5{ "}" } のように書きます。波括弧そのものは \{ "{" } と書きます。
deep-nothing-to-repeat = この前に繰り返すものがありません。文字そのものは、前にバックスラッシュを付けて書きます。
deep-unknown-class = このような文字の種類は使えません。[A-Z] や [一-龠] のように、角括弧で書いてください。
deep-backreference = 後方参照は使えません。処理時間に限りがなくなるためです。
deep-look-around = 前後読みは使えません。処理時間に限りがなくなるためです。
deep-too-deep = 括弧が { $limit } 段を超えています。
deep-too-large = メモリを使いすぎます。繰り返しを減らすか、短くしてください。
deep-bad-expression = 正規表現になっていません。
lost-scan = 原文を検索していたワーカーが終了しました。担当していた分は「検索していない」と表示されます。残りをもう一度検索してください。
field-deep = 原文の検索

## CloudTrail のダイジェスト
digests-title = CloudTrail のログは配信されたままか
digests-words = CloudTrail は、配信したログファイルの一覧 (ダイジェスト) に署名します。すべては公開鍵に基づきます。公開鍵も差し替えられる人は何にでも署名できます。公開鍵のファイル (ハッシュは一覧にあります) と、誰が取得したかを記録しておいてください。
digests-unhashed = { $number ->
   *[other] ダイジェストは検証されていません。{ $count } 個のファイルの内容がハッシュされていません。
}
digests-check = ダイジェストを検証
digests-keys = 公開鍵: { $count }
digests-keys-altered = 公開鍵: { $count } (うち { $altered } 個は改変: フィンガープリントが鍵と一致しません)
digests-of-verdict = ダイジェスト「{ $verdict }」: { $count }。{ $why }
digests-logs = ログファイル「{ $verdict }」: { $count }。{ $why }
digests-digest = ダイジェスト
digests-log = ログファイル
digests-what = 種類
digests-verdict = 判定
digests-key = S3 のキー
digests-not-here = ここにはない
digest-valid = 有効
digest-valid-why = 署名が一致します。
digest-moved = 移動
digest-moved-why = 署名は一致しますが、記載とは別のキーにあります。
digest-bad-signature = 署名不一致
digest-bad-signature-why = どの署名も一致しません。変更されたか、CloudTrail のものではありません。
digest-no-key = 鍵なし
digest-no-key-why = 署名に使われた公開鍵がありません。
digest-no-signature = 署名なし
digest-no-signature-why = 連鎖の最新のダイジェストです。署名は次のダイジェストとオブジェクトのメタデータにあります。
digest-orphaned = 孤立
digest-orphaned-why = 署名を持つダイジェストが失われており、連鎖はその先に続いています。
digest-missing = 欠落
digest-missing-why = 別のダイジェストが直前のものとして挙げていますが、ここにはありません。
digest-bad-format = 形式不正
digest-bad-format-why = 署名の対象となる項目がありません。
log-valid = 有効
log-valid-why = 内容は CloudTrail が配信したままです。
log-unproven = 未証明
log-unproven-why = 内容はダイジェストと一致しますが、そのダイジェストが証明されていません。
log-changed = 変更
log-changed-why = 内容がダイジェストと一致しません。
log-trailing-data = データ追加
log-trailing-data-why = CloudTrail が配信した内容の後にデータが続いています。
log-missing = 欠落
log-missing-why = ダイジェストに記載されていますが、ここにはありません。
log-unlisted = 記載なし
log-unlisted-why = ここにありますが、与えられたどのダイジェストにも記載されていません。
