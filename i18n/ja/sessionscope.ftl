### 日本語。

## タブ
tab-overview = 概要
tab-timeline = タイムライン
tab-sessions = セッション
tab-transfers = 転送
tab-events = イベント
tab-evidence = 証拠

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

## 場所
place-local = ローカルマシン
place-remote-disk = リモートディスク
place-remote-clipboard = リモートクリップボード
place-site = サイト
place-printer = プリンター (PDF)
place-cloudshell = CloudShell

## 共通
unknown = 不明
nobody = (ユーザーなし)

## 枠: 上部バー、空の状態、フィルター、帯

## 概要

## タイムライン

## セッション

## 転送

## イベント
events-label = イベント
events-count = { $count } 件のイベント
events-newest-first = 新しい順
events-oldest-first = 古い順
events-order = 並び順
events-columns = 列
events-none = フィルターに一致するイベントはありません。
events-column-time = 時刻 ({ $zone })
events-column-what = 対象
events-column-moves = 移動元 → 移動先
events-undated = 時刻なし

## 詳細パネル
drawer-label = 選択中のイベント
drawer-close = 閉じる
drawer-before = セッション内の前へ
drawer-after = セッション内の次へ
drawer-fields = フィールド
drawer-source = 出典
drawer-original = 元のテキスト
drawer-as-in-file = ファイルのまま
drawer-copy-original = 元のテキストをコピー
drawer-reading = ファイルから再度読み取っています…
drawer-unreadable = ファイルを再度読み取れません。移動または変更されたか、利用できなくなっています。元のテキストを表示するには、もう一度ここにドロップしてください。
drawer-long = { $total } 文字のうち最初の { $shown } 文字を表示しています。コピーでは全体が対象になります。
drawer-not-json = 有効な JSON ではないため、ファイルのまま表示しています。
drawer-file = ファイル
drawer-offset = オフセット
drawer-length = 長さ
drawer-bytes = { $count } バイト
drawer-packed = 展開後のテキスト内 ({ $containers })
drawer-sha256 = ファイルの SHA-256
drawer-hash-pending = 未計算
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
field-session = セッション
field-portal = ポータル
field-client-ip = クライアント IP
field-url = URL
field-host = ホスト
field-file = ファイル名
field-ext = 拡張子
field-size = サイズ
field-from = 移動元
field-to = 移動先
field-path = 入力ファイル
activity-SessionStart = ストリーミングホスト上でセッションが開始されました。
activity-SessionConnect = ユーザーのブラウザがセッションに接続しました。
activity-SessionDisconnection = ユーザーのブラウザの接続が切れたか、閉じられました。セッションは続いている場合があります。
activity-SessionEnd = セッションが終了しました。
activity-WebsiteInteract = ユーザーがページ上でクリックまたは入力しました。入力内容は記録されません。
activity-FileDownloadFromSecureBrowserToRemoteDisk = ウェブサイトからセッションの一時ディスクにファイルがダウンロードされました。まだセッションの外には出ていません。
activity-FileTransferFromRemoteToLocalDisk = ファイルがセッションの外に出ました。セッションのディスクからユーザー自身のマシンに保存されました。
activity-FileTransferFromLocalToRemoteDisk = ユーザー自身のマシンからセッションにファイルが取り込まれました。
activity-FileUploadFromRemoteDiskToSecureBrowser = セッションのディスクのファイルがウェブサイトにアップロードされました。名前とサイズは記録されません。
activity-ContentPasteToWebsite = セッションのクリップボードの内容がページに貼り付けられました。内容は記録されません。
activity-ContentTransferFromLocalToRemoteClipboard = ユーザー自身のクリップボードの内容がセッションに取り込まれました。内容は記録されません。
activity-ContentCopyFromWebsite = ページの内容がセッションのクリップボードにコピーされました。内容は記録されません。
activity-UrlVisit = ページが読み込まれました。
activity-TabOpen = ブラウザのタブが開かれました。
activity-TabClose = ブラウザのタブが閉じられました。
activity-PrintJobSubmit = 印刷が実行されました。PDF はユーザー自身のマシンで開かれるため、セッションの外に出ます。
activity-UrlBlockByContentFilter = コンテンツフィルターがこのページへのアクセスをブロックしました。
activity-Validation = ログストリームへの書き込み権限の確認です。ユーザーの操作ではありません。
activity-StartSession = セッションが開始されました。
activity-VisitPage = ページが表示されました。
activity-EndSession = セッションが終了しました。

## 証拠
evidence-intro = 読み取ったレコードは必ずいずれか 1 つに分類され、数は一致します: レコード = イベント + 重複 + 拒否 + スキップ。イベントは 1 回だけ数えます。重複は以前に読み取ったものと同じイベントです。拒否は解釈できなかったレコードで、それぞれ下に通知があります。スキップは解釈できたものの、イベントではないレコードです。
evidence-reading = 読み取り中: { $total } のうち { $read }。
evidence-partial = 一部のみ: 読み取りがキャンセルされたため、数値はそれまでに読み取った分だけを対象としています。
evidence-undated = { $count } 件のイベントには時刻がありません。集計には含まれますが、どの時間範囲にも入りません。
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
evidence-in-progress = 読み取り中
evidence-hash-pending = 未計算
evidence-no-container = なし
evidence-totals = { $count } ファイル
evidence-copy-hash = 選択中のファイルの SHA-256 とパスをコピー
evidence-notices = 通知
evidence-no-notices = 通知はありません。拒否されたレコードはなく、すべてのファイルをそのまま読み取りました。
evidence-column-line = 行
evidence-column-offset = オフセット
evidence-column-kind = 種類
evidence-column-reason = 理由
evidence-notice-text = { $path } の { $line } 行目にある通知の元のテキスト
evidence-notice-hint = 通知を選択すると、元のテキストをファイルから再度読み取ります。
evidence-notice-empty = この通知はファイル全体に関するもので、対応するテキストはありません。
evidence-notice-more = … ({ $count } バイトのうち最初の 200 文字)
evidence-seal = 封印
evidence-seal-explained = ページは起動後、リクエストを一切送信できません。コンテンツセキュリティポリシーで禁止され、ブラウザがそれを強制します。自己テストはこのページ自身のサーバーへのリクエストを試み、ポリシーによって止められた場合にのみ合格します。
evidence-seal-test = 封印をテスト
evidence-seal-testing = テスト中…
evidence-seal-holds = 合格: ブラウザがリクエストを止めました。このタブからは何も送信されません。
evidence-seal-broken = 不合格: リクエストがポリシーで止められませんでした。このブラウザで機密ログを開かないでください。
kind-bad-container = 破損したコンテナ
kind-bad-csv = 不正な CSV
kind-bad-encoding = 不正な文字コード
kind-bad-json = 不正な JSON
kind-empty = 空
kind-limit = 上限
kind-truncated = 途中で終了
kind-unknown-format = 不明な形式
kind-unknown-record = 不明なレコード
reason-json-syntax = レコードの { $at } バイト目が有効な JSON ではありません。
reason-cut-off = レコードの途中でテキストが終わっています。
reason-too-deep = ネストが { $limit } 階層を超えています。
reason-too-long = { $limit } バイトを超えています。
reason-no-known-record = 既知の形式に当てはまらない JSON 値です。
reason-no-known-format = 既知の形式ではないファイルです。
reason-nothing-in-it = ファイルは空です。
reason-array-without-end = 配列が閉じ括弧なしで終わっています。
reason-invalid-text = 無効なバイトを U+FFFD に置き換えました。
reason-damaged-gzip = gzip データが破損しているか、途中で切れています。それより前の部分は読み取りました。
reason-too-much-inflated = 展開後のサイズが { $limit } バイトを超えます。それより前の部分は読み取りました。
reason-too-many-layers = gzip が { $limit } 重を超えています。
