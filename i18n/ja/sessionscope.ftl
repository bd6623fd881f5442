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

## 詳細パネル

## 証拠
